using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Dashboard.Ui.Settings.Fields;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Dashboard.Ui.Settings.Drafts;

/// <summary>Settings while somebody edits them: only what differs from the layers below is theirs.</summary>
public sealed class SettingsDraft
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, TypedText> _typed = [];
    private readonly string _name;
    private JsonObject[] _layers = [];
    private JsonObject _inherited = [], _own = [], _saved = [];
    private TypedText? _json;

    /// <param name="below">What lies below.</param>
    /// <param name="own">What differs: a JSON object.</param>
    /// <param name="name">What the settings on top are called where a value comes from them.</param>
    public SettingsDraft(IReadOnlyList<SettingsLayer> below, string own, string name = "own")
    {
        _name = name;
        Below = below;
        SetBelow(below);
        _own = Normalise(SettingsDiff.Parse(own));
        _saved = Clone(_own);
        Merged = Apply(_inherited, _own);
    }

    /// <summary>What lies below.</summary>
    public IReadOnlyList<SettingsLayer> Below { get; private set; }

    /// <summary>The complete settings, without what cannot be read yet.</summary>
    public JsonObject Merged { get; private set; }

    /// <summary>What differs: a JSON object.</summary>
    public string Own => _own.ToJsonString();

    /// <summary>Whether anything differs from the layers below.</summary>
    public bool HasOwn => _own.Count > 0;

    /// <summary>Whether the settings were changed since they were loaded.</summary>
    public bool HasChanges => !SettingsDiff.Same(_own, _saved);

    /// <summary>Whether anything would be lost: changes, or what was typed and cannot be read.</summary>
    public bool IsDirty => !IsValid || HasChanges;

    /// <summary>Whether all that was typed can be read.</summary>
    public bool IsValid => _json?.Complaint is null && _typed.Values.All(typed => typed.Complaint is null) && FieldCatalogue.Running(Merged).Any();

    /// <summary>The methods that can run.</summary>
    public IReadOnlyList<string> Methods => FieldCatalogue.MethodsOf(_inherited, Merged);

    /// <summary>What differs, as text to read and edit.</summary>
    public string Json => _json?.Text ?? _own.ToJsonString(Readable);

    /// <summary>Why that text is none; null where it is.</summary>
    public string? JsonComplaint => _json?.Complaint;

    /// <summary>What a field shows.</summary>
    public string Text(SettingField field) =>
        _typed.TryGetValue(field.Path, out var typed) ? typed.Text
        : SettingPath.Get(Merged, field.Path) is not { } value ? ""
        : value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    /// <summary>Why what was typed is no value; null where it is one.</summary>
    public string? Complaint(string path) =>
        path == FieldCatalogue.Methods && !FieldCatalogue.Running(Merged).Any() ? "are all off; at least one must run" : _typed.GetValueOrDefault(path)?.Complaint;

    public JsonNode? Inherited(string path) => SettingPath.Get(_inherited, path);

    /// <summary>Whether a field differs from the layers below.</summary>
    public bool IsOwn(string path) => SettingPath.Get(_own, path) is not null || Complaint(path) is not null;

    /// <summary>Whether a field was changed since it was loaded.</summary>
    public bool IsUnsaved(string path) => Complaint(path) is not null || !SettingsDiff.Same(SettingPath.Get(_own, path), SettingPath.Get(_saved, path));

    /// <summary>Where a field's value comes from.</summary>
    public string Source(string path) => IsOwn(path) ? _name : SourceBelow(path);

    /// <summary>Where the value comes from that a field has without these settings.</summary>
    public string SourceBelow(string path) =>
        Below[Math.Max(0, Array.FindLastIndex(_layers, layer => SettingPath.Get(layer, path) is not null))].Name;

    public bool Runs(string method) => FieldCatalogue.Running(Merged).Contains(method);

    /// <summary>Takes what was typed into a field.</summary>
    public void Type(SettingField field, string text)
    {
        _json = null;
        var read = field.TryRead(text, out var value, out var complaint);
        ForgetRule(field.Path, value);
        _typed[field.Path] = new(text, complaint);
        if (read)
            SetOwn(field.Path, value!);
    }

    /// <summary>Lets a method run or not.</summary>
    public void Switch(string method, bool on)
    {
        _json = null;
        var running = FieldCatalogue.Running(Merged).ToHashSet();
        if (on)
            running.Add(method);
        else
            running.Remove(method);

        // Their order decides nothing that a reader could see: equal sets are equal settings.
        if (running.SetEquals(FieldCatalogue.Running(_inherited)))
            TakeBack(FieldCatalogue.Methods);
        else
            SetOwn(FieldCatalogue.Methods, new JsonArray([.. Methods.Where(running.Contains).Select(name => (JsonNode)name)]));
    }

    /// <summary>Gives a field the value that it has without these settings.</summary>
    public void TakeBack(string path)
    {
        _json = null;
        _typed.Remove(path);
        SettingPath.Remove(_own, path);
        ForgetRule(path, null);
        _own = Normalise(_own);
        Merged = Apply(_inherited, _own);
    }

    /// <summary>Takes what was typed as JSON, in place of all fields.</summary>
    public void TypeJson(string text)
    {
        try
        {
            var given = SettingsDiff.Parse(text);
            if (AlarmLevels.Unused(given).FirstOrDefault() is { } unused)
            {
                _json = new(text, $"sets {unused}, which only the level {AlarmLevels.Exact} uses, but level is {AlarmLevels.Sensitivity}");
                return;
            }

            _own = Normalise(given);
            Merged = Apply(_inherited, _own);
            _json = new(text, null);
            _typed.Clear();
        }
        catch (JsonException exception)
        {
            _json = new(text, $"is no JSON object: {exception.Message.Split(". Path:")[0].TrimEnd('.')}");
        }
    }

    /// <summary>Drops what was changed.</summary>
    public void Discard()
    {
        _json = null;
        _typed.Clear();
        _own = Clone(_saved);
        Merged = Apply(_inherited, _own);
    }

    /// <summary>Puts the same changes on top of layers that others changed.</summary>
    /// <param name="below">The layers.</param>
    /// <param name="saved">What differs from them now; null where others did not change that.</param>
    public void Rebase(IReadOnlyList<SettingsLayer> below, string? saved = null)
    {
        var mine = _own;
        SetBelow(below);
        _saved = Normalise(saved is null ? _saved : SettingsDiff.Parse(saved));
        _own = Normalise(mine);
        Merged = Apply(_inherited, _own);
    }

    private static JsonObject Apply(JsonObject below, JsonObject changes) => SettingsDiff.Parse(SettingsMerge.Apply(below.ToJsonString(), changes.ToJsonString()));

    private static JsonObject Clone(JsonObject settings) => (JsonObject)settings.DeepClone();

    private JsonObject Normalise(JsonObject own)
    {
        var changes = SettingsDiff.Of(_inherited, Apply(_inherited, own));
        AlarmLevels.Reduce(changes);
        return changes;
    }

    /// <summary>A method that leaves its exact rule leaves what was said for it.</summary>
    private void ForgetRule(string path, JsonNode? level)
    {
        if (!path.EndsWith("." + AlarmLevels.Setting, StringComparison.Ordinal) || level?.GetValue<string>() == AlarmLevels.Exact)
            return;

        var method = path[..path.IndexOf('.', StringComparison.Ordinal)];
        foreach (var (name, _) in AlarmLevels.RuleOf(method))
        {
            _typed.Remove($"{method}.{name}");
            SettingPath.Remove(_own, $"{method}.{name}");
        }
    }

    private void SetBelow(IReadOnlyList<SettingsLayer> below)
    {
        Below = below;
        _layers = [.. below.Select(layer => SettingsDiff.Parse(layer.Settings))];
        foreach (var layer in _layers)
            AlarmLevels.Imply(layer);

        _inherited = _layers[1..].Aggregate(_layers[0], Apply);
    }

    private void SetOwn(string path, JsonNode value)
    {
        SettingPath.Set(_own, path, value);
        _own = Normalise(_own);
        Merged = Apply(_inherited, _own);
    }

    private sealed record TypedText(string Text, string? Complaint);
}
