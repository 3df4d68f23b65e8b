using Anomaly.Dashboard.Api.Json;
using Anomaly.Grains.Interfaces.Series;
using Anomaly.Storage.Series;

namespace Anomaly.Dashboard.Ui.Series;

/// <summary>Which page of the list is shown: all that its address says.</summary>
/// <param name="Match">Only series with this text in the id or in a label.</param>
/// <param name="State">Only series in this state.</param>
/// <param name="After">Only series whose id comes after this one.</param>
internal sealed record SeriesListQuery(string? Match, SeriesState? State, string? After)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    private const string Path = "/ui/series";

    /// <summary>Whether nothing is left out.</summary>
    public bool IsAll => Match is null && State is null && After is null;

    /// <summary>The address of this page.</summary>
    public string Address
    {
        get
        {
            string?[] parts =
            [
                Match is null ? null : "q=" + Uri.EscapeDataString(Match),
                State is { } state ? "state=" + WireNames<SeriesState>.Of(state) : null,
                After is null ? null : "after=" + Uri.EscapeDataString(After),
            ];
            var query = string.Join('&', parts.Where(part => part is not null));
            return query.Length == 0 ? Path : $"{Path}?{query}";
        }
    }

    /// <summary>Reads an address; what cannot be meant is left out.</summary>
    public static SeriesListQuery Of(string? match, string? state, string? after) => new(
        Text(match?.Trim()),
        WireNames<SeriesState>.TryParse(state, out var known) && known != SeriesState.Unknown ? known : null,
        Text(after));

    /// <summary>The question to the database: one more than a page, to see whether there is another.</summary>
    public SeriesQuery ToQuery() => new() { Match = Match, State = State, After = After, Limit = PageSize + 1 };

    private static string? Text(string? text) =>
        string.IsNullOrEmpty(text) || text.Contains('\0', StringComparison.Ordinal) ? null : text;
}
