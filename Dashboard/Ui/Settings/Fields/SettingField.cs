using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Dashboard.Ui.Settings.Fields;

/// <summary>A setting that the form knows.</summary>
/// <param name="Path">Where it stands, such as <c>moving_average.threshold</c>.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="Label">Its name in words.</param>
/// <param name="Help">One sentence that says what it does.</param>
public sealed record SettingField(string Path, FieldKind Kind, string Label, string Help)
{
    /// <summary>What it is counted in; null for a plain number.</summary>
    public string? Unit { get; init; }

    /// <summary>The least value, of a duration in seconds; null where there is none.</summary>
    public double? Least { get; init; }

    /// <summary>Whether the value must be more than <see cref="Least"/>.</summary>
    public bool AboveLeast { get; init; }

    /// <summary>The greatest value; null where there is none.</summary>
    public double? Most { get; init; }

    /// <summary>The step of the slider; null for none.</summary>
    public double? Step { get; init; }

    /// <summary>What may be typed, where that is not plain; null for none.</summary>
    public string? Example { get; init; }

    /// <summary>The values that are possible, where they are few.</summary>
    public IReadOnlyList<FieldChoice> Choices { get; init; } = [];

    /// <summary>What a value must be, in words.</summary>
    public string Demand => (Kind, Least, Most) switch
    {
        (FieldKind.List, _, _) => "a JSON list, [] for none",
        (FieldKind.Duration, { } least, { } most) => $"{Noun} from {Duration(least)} to {Duration(most)}",
        (FieldKind.Choice, _, _) => "one of " + string.Join(", ", Choices.Select(choice => choice.Label)),
        (FieldKind.Text, _, _) => "a text",
        (_, null, null) => Noun,
        (_, { } least, null) => AboveLeast ? $"{Noun} above {Text(least)}" : $"{Noun} of at least {Text(least)}",
        (_, null, { } most) => $"{Noun} of at most {Text(most)}",
        (_, { } least, { } most) => AboveLeast ? $"{Noun} above {Text(least)}, at most {Text(most)}" : $"{Noun} from {Text(least)} to {Text(most)}",
    };

    private string Noun => Kind switch
    {
        FieldKind.Whole => "a whole number",
        FieldKind.Duration => "a duration such as 30s, 5m or 1h30m,",
        _ => "a number",
    };

    /// <summary>Reads what was typed.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The value for the JSON; null where the text is none.</param>
    /// <param name="complaint">What is wrong, such as <c>is 0; must be a number above 0</c>; null where nothing is.</param>
    /// <returns>Whether the text is a value that is possible.</returns>
    public bool TryRead(string text, out JsonNode? value, out string? complaint)
    {
        value = Parse(text.Trim());
        complaint = value is not null ? null : string.IsNullOrWhiteSpace(text) ? $"is empty; must be {Demand}" : $"is {Shown(text.Trim())}; must be {Demand}";
        return value is not null;
    }

    /// <summary>A value in words.</summary>
    public string Words(JsonNode? value) => value switch
    {
        null => "–",
        JsonValue scalar when scalar.TryGetValue<string>(out var text) => Choices.FirstOrDefault(choice => choice.Value == text)?.Label ?? text,
        _ => value.ToJsonString(),
    };

    private static string Duration(double seconds) => SettingDuration.Format(TimeSpan.FromSeconds(seconds));

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Shown(string text) => text.Length <= 40 ? $"“{text}”" : $"“{text[..40]}…”";

    private JsonNode? Parse(string text) => Kind switch
    {
        FieldKind.List => ParseList(text),
        FieldKind.Choice => Choices.Any(choice => choice.Value == text) ? JsonValue.Create(text) : null,
        FieldKind.Duration => SettingDuration.TryParse(text, out var duration) && IsInRange(duration.TotalSeconds) ? JsonValue.Create(SettingDuration.Format(duration)) : null,
        FieldKind.Text => JsonValue.Create(text),
        FieldKind.Whole => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && IsInRange(whole) ? JsonValue.Create(whole) : null,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && IsInRange(number) ? JsonValue.Create(number) : null,
    };

    private static JsonArray? ParseList(string text)
    {
        try
        {
            return JsonNode.Parse(text, null, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 16 }) as JsonArray;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsInRange(double number) => (Least is not { } least || (AboveLeast ? number > least : number >= least)) && (Most is not { } most || number <= most);
}
