using System.Text.Json.Nodes;
using Anomaly.Dashboard.Ui.Settings.Drafts;
using Anomaly.Storage.Notifications;

namespace Anomaly.Dashboard.Ui.Notifications.Channels;

/// <summary>A channel while somebody edits it.</summary>
public sealed class ChannelEdit
{
    private readonly Dictionary<string, string> _texts;
    private readonly HashSet<string> _touched = [];
    private readonly JsonObject _rest;
    private string _loaded;

    /// <summary>A new channel.</summary>
    /// <param name="kind">Its type.</param>
    /// <param name="name">Its name.</param>
    public ChannelEdit(ChannelKind kind, string name = "")
        : this(kind, name, isEnabled: true, [], [])
    {
        // Nothing to lose before anything is entered.
        if (name.Length > 0)
            _touched.Add("name");
    }

    /// <summary>One that is stored.</summary>
    /// <param name="kind">Its type.</param>
    /// <param name="row">The channel.</param>
    public ChannelEdit(ChannelKind kind, ChannelRow row)
        : this(kind, row.Name, row.Enabled, JsonNode.Parse(row.Settings) as JsonObject ?? [], [.. row.Secrets.Keys]) => Revision = row.Revision;

    private ChannelEdit(ChannelKind kind, string name, bool isEnabled, JsonObject settings, IReadOnlyCollection<string> secrets)
    {
        (Kind, Name, Enabled) = (kind, name, isEnabled);
        _texts = kind.Fields.ToDictionary(field => field.Name, field => field.Read(settings[field.Name]));
        _rest = new JsonObject(settings.Where(setting => kind.Fields.All(field => field.Name != setting.Key)).Select(setting => KeyValuePair.Create(setting.Key, setting.Value?.DeepClone())));
        Secrets = [.. kind.Secrets.Select(secret => new SecretEdit(secret, secrets.Contains(secret.Name)))];
        _loaded = ToJson().ToJsonString();
    }

    /// <summary>Its type.</summary>
    public ChannelKind Kind { get; }

    /// <summary>Its name; of one that is stored it stays.</summary>
    public string Name { get; private set; }

    /// <summary>Whether anything is sent.</summary>
    public bool Enabled { get; set; }

    /// <summary>Its secrets.</summary>
    public IReadOnlyList<SecretEdit> Secrets { get; }

    /// <summary>The revision that the edit is of; 0 for a new channel.</summary>
    public long Revision { get; private set; }

    /// <summary>Whether there is none of its name yet.</summary>
    public bool IsNew => Revision == 0;

    /// <summary>Whether anything was changed.</summary>
    public bool IsDirty => (IsNew && Name.Length > 0) || Secrets.Any(secret => secret.IsChanged) || ToJson().ToJsonString() != _loaded;

    /// <summary>What is known to be wrong.</summary>
    public FieldErrors Errors { get; set; } = FieldErrors.None;

    /// <summary>Whether somebody tried to save it: from then on all that is wrong is said, not only of what was changed.</summary>
    public bool WasTried { get; set; }

    /// <summary>What is wrong with none of the fields.</summary>
    public IEnumerable<string> Elsewhere =>
        Errors.Elsewhere(["name", .. Kind.Fields.Select(each => each.Path), .. Kind.Secrets.Select(secret => secret.Path)]);

    /// <summary>What is to be said of a field; null for nothing.</summary>
    public string? Complaint(string path) => WasTried || _touched.Contains(path) ? Errors.At(path) : null;

    /// <summary>What was entered.</summary>
    public string Text(ChannelField field) => _texts[field.Name];

    /// <summary>Something else is entered.</summary>
    public void Type(ChannelField field, string text)
    {
        _texts[field.Name] = text;
        _touched.Add(field.Path);
    }

    /// <summary>Another name is entered.</summary>
    public void Rename(string name)
    {
        Name = name.Trim();
        _touched.Add("name");
    }

    /// <summary>A secret was changed.</summary>
    public void Touch(SecretField secret) => _touched.Add(secret.Path);

    /// <summary>Goes over what somebody else saved meanwhile.</summary>
    public void Rebase(ChannelRow? row) => Revision = row?.Revision ?? 0;

    /// <summary>The channel as the service reads it.</summary>
    public JsonObject ToJson()
    {
        var secrets = new JsonObject();
        foreach (var secret in Secrets)
            secret.Write(secrets);

        return new JsonObject { ["type"] = Kind.Type, ["enabled"] = Enabled, ["settings"] = Settings(), ["secrets"] = secrets };
    }

    /// <summary>Its settings.</summary>
    public JsonObject Settings()
    {
        var settings = (JsonObject)_rest.DeepClone();
        foreach (var field in Kind.Fields)
        {
            if (field.Write(_texts[field.Name]) is { } value)
                settings[field.Name] = value;
        }

        return settings;
    }
}
