using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Notifications.Messages;
using Anomaly.Notifications.Messages.Templates;

namespace Anomaly.Notifications.Channels.Settings;

/// <summary>
/// Reads a channel's settings and secrets by name, and gathers what is wrong with them. What it gives for a wrong field is of no use, but is no null either.
/// A field that nobody asked for is unknown, and wrong.
/// </summary>
internal sealed class SettingsReader
{
    private const int MaxShown = 100;
    private const int MaxText = 4000;

    private readonly ChannelDefinition _channel;
    private readonly IReadOnlyList<string> _secretNames;
    private readonly JsonObject _settings;
    private readonly List<ChannelFlaw> _flaws = [];
    private readonly List<string> _known = [];

    /// <param name="channel">What is read.</param>
    /// <param name="secretNames">The secrets that there can be.</param>
    public SettingsReader(ChannelDefinition channel, IReadOnlyList<string> secretNames)
    {
        (_channel, _secretNames, _settings) = (channel, secretNames, channel.Settings);
        if (IsSound(_settings))
            return;

        _settings = [];
        Fail("settings", "has a field twice; must have each once");
    }

    /// <summary>The path of a setting.</summary>
    public static string Path(string name) => "settings." + name;

    /// <summary>The path of a secret.</summary>
    public static string SecretPath(string name) => "secrets." + name;

    /// <summary>All flaws, unknown settings and secrets included.</summary>
    public IReadOnlyList<ChannelFlaw> Finish()
    {
        foreach (var name in _settings.Select(setting => setting.Key).Where(name => !_known.Contains(name)))
            Fail(Path(TextCut.To(name, MaxShown)), $"is no setting of {_channel.Type}; its settings are {Listed(_known)}");

        foreach (var name in _channel.Secrets.Keys.Where(name => !_secretNames.Contains(name)))
            Fail(SecretPath(TextCut.To(name, MaxShown)), $"is no secret of {_channel.Type}; its secrets are {Listed(_secretNames)}");

        return _flaws;

        static string Listed(IEnumerable<string> names) => names.Any() ? string.Join(", ", names.Order(StringComparer.Ordinal)) : "none";
    }

    /// <summary>Notes what is wrong with a field.</summary>
    public void Fail(string path, string problem) => _flaws.Add(new(path, problem));

    /// <summary>Notes a setting's value and what it must be.</summary>
    public void FailSetting(string name, string must) => Fail(Path(name), $"{Shown(_settings[name])}; must be {must}");

    /// <summary>Whether a setting is given.</summary>
    public bool Has(string name) => _settings[name] is not null;

    /// <summary>A text; null where there is none.</summary>
    public string? Text(string name, string must)
    {
        if (Node(name) is not { } node)
            return null;

        if (TextOf(node) is { Length: > 0 and <= MaxText } text)
            return text;

        if (TextOf(node) is { Length: > MaxText } tooLong)
            Fail(Path(name), string.Create(CultureInfo.InvariantCulture, $"has {tooLong.Length} characters; must have at most {MaxText}"));
        else
            FailSetting(name, must);

        return null;
    }

    /// <summary>A text that must be there.</summary>
    public string RequiredText(string name, string must)
    {
        if (Text(name, must) is { } text)
            return text;

        if (!Has(name))
            FailSetting(name, must);

        return "";
    }

    /// <summary>One of several texts.</summary>
    public T Choice<T>(string name, IReadOnlyList<(string Text, T Value)> choices, T absent)
    {
        if (Node(name) is not { } node)
            return absent;

        foreach (var (text, value) in choices)
        {
            if (TextOf(node) == text)
                return value;
        }

        FailSetting(name, string.Join(" or ", choices.Select(choice => $"'{choice.Text}'")));
        return absent;
    }

    /// <summary>A whole number.</summary>
    public int? Integer(string name, int least, int most)
    {
        if (Node(name) is not { } node)
            return null;

        if (node is JsonValue && node.GetValueKind() == JsonValueKind.Number && int.TryParse(node.ToJsonString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;

        FailSetting(name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
        return null;
    }

    /// <summary>A duration such as <c>5m</c>.</summary>
    public TimeSpan Duration(string name, TimeSpan least, TimeSpan most, TimeSpan absent)
    {
        if (Node(name) is not { } node)
            return absent;

        if (TextOf(node) is { } text && SettingDuration.TryParse(text, out var duration) && duration >= least && duration <= most)
            return duration;

        FailSetting(name, $"a duration from {SettingDuration.Format(least)} to {SettingDuration.Format(most)}");
        return absent;
    }

    /// <summary>A template; the one that is given where there is none.</summary>
    public TextTemplate Template(string name, string absent)
    {
        var text = Text(name, "a text with placeholders such as {{severity}}") ?? absent;
        if (TextTemplate.TryParse(text, out var template, out var flaw))
            return template!;

        Fail(Path(name), $"{flaw}");
        return TextTemplate.Parse(absent);
    }

    /// <summary>A list of texts, one at the least.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="most">How many there may be.</param>
    /// <param name="isGood">Whether an entry is.</param>
    /// <param name="must">What an entry must be.</param>
    public IReadOnlyList<string> Texts(string name, int most, Func<string, bool> isGood, string must)
    {
        if (Node(name) is not JsonArray { Count: > 0 } list || list.Count > most)
        {
            FailSetting(name, string.Create(CultureInfo.InvariantCulture, $"a list of 1 to {most} texts, each {must}"));
            return [];
        }

        var texts = new List<string>();
        for (var at = 0; at < list.Count; at++)
        {
            if (TextOf(list[at]) is { } text && isGood(text))
                texts.Add(text);
            else
                Fail(string.Create(CultureInfo.InvariantCulture, $"{Path(name)}[{at}]"), $"{Shown(list[at])}; must be {must}");
        }

        return texts;
    }

    /// <summary>An object of texts; empty where there is none.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="flaw">What is wrong with a name and its value, and must be; null where nothing is.</param>
    public IReadOnlyDictionary<string, string> TextMap(string name, Func<string, string, string?> flaw)
    {
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (Node(name) is not { } node)
            return texts;

        if (node is not JsonObject map)
        {
            FailSetting(name, "an object of texts");
            return texts;
        }

        foreach (var (key, value) in map)
        {
            var path = $"{Path(name)}.{TextCut.To(key, MaxShown)}";
            if (TextOf(value) is not { } text)
                Fail(path, $"{Shown(value)}; must be a text");
            else if (flaw(key, text) is { } problem)
                Fail(path, problem);
            else if (!texts.TryAdd(key, text))
                Fail(path, "is there twice; must be there once, in whatever case");
        }

        return texts;
    }

    /// <summary>A secret; null where there is none.</summary>
    public string? Secret(string name) => _channel.Secrets.GetValueOrDefault(name) is { Length: > 0 } secret ? secret : null;

    /// <summary>A secret that must be there.</summary>
    public string RequiredSecret(string name, string must)
    {
        if (Secret(name) is { } secret)
            return secret;

        Fail(SecretPath(name), $"is not set; must be {must}");
        return "";
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string Shown(JsonNode? node) => node is null ? "is missing" : TextOf(node) is { } text
        ? $"is '{TextCut.OneLine(TextCut.To(text, MaxShown))}'"
        : $"is {TextCut.To(node.ToJsonString(), MaxShown)}";

    // A JSON object is looked into only when it is used, and then throws where a name is there twice.
    private static bool IsSound(JsonNode? node)
    {
        try
        {
            return node switch
            {
                JsonObject fields => fields.All(field => IsSound(field.Value)),
                JsonArray items => items.All(IsSound),
                _ => true,
            };
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private JsonNode? Node(string name)
    {
        _known.Add(name);
        return _settings[name];
    }
}
