using Anomaly.Dashboard.Api.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Anomaly.Dashboard.Ui.Shared;

/// <summary>What a page's address says after the question mark. What it says wrongly is left out.</summary>
/// <param name="address">The address, whole or in part.</param>
internal sealed class AddressQuery(string address)
{
    private readonly Dictionary<string, StringValues> _query =
        QueryHelpers.ParseQuery(address.Contains('?', StringComparison.Ordinal) ? address[address.IndexOf('?', StringComparison.Ordinal)..].Split('#')[0] : "");

    /// <summary>An address; what is null is left out.</summary>
    public static string Join(string path, (string Name, string? Value)[] parts)
    {
        var query = string.Join('&', parts.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    /// <summary>A time as an address has it.</summary>
    public static string? Time(DateTimeOffset? time) => time is { } moment ? Instant.Format(moment) : null;

    public string? Text(string name) =>
        _query.TryGetValue(name, out var values) && values[0] is { Length: > 0 } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;

    public T? Word<T>(string name)
        where T : struct, Enum => WireNames<T>.TryParse(Text(name), out var value) ? value : null;

    public DateTimeOffset? Moment(string name) => Text(name) is { } text && Instant.TryParse(text, out var time) ? time : null;

    public Guid? Id(string name) => Guid.TryParse(Text(name), out var id) ? id : null;
}
