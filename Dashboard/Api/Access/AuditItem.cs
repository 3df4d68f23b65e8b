using System.Text.Json;
using Anomaly.Storage.Access;

namespace Anomaly.Dashboard.Api.Access;

/// <summary>A change that somebody made.</summary>
internal sealed record AuditItem
{
    internal AuditItem(AuditEntry entry)
    {
        (Id, At, Actor, Role, Address, Action, Target) = (entry.Id, entry.At, entry.Actor, entry.Role, entry.Address, entry.Action, entry.Target);
        (Before, After) = (Parse(entry.Before), Parse(entry.After));
    }

    /// <summary>Its place in the log.</summary>
    public long Id { get; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Who: the name of a key, or of a person; anonymous where no authentication is set up.</summary>
    public string Actor { get; }

    /// <summary>The role by which it was allowed.</summary>
    public string Role { get; }

    /// <summary>The network address that it came from; null where it is not known.</summary>
    public string? Address { get; }

    /// <summary>What was done, such as rules.replace.</summary>
    public string Action { get; }

    /// <summary>To what: a name or an id; empty where there is one of its kind.</summary>
    public string Target { get; }

    /// <summary>How it was, as the API shows it, a list as {"items":[…]}; null where it was not there, or only that something was done is kept.</summary>
    public JsonElement? Before { get; }

    /// <summary>How it is since, in the same shape; null where it is no more.</summary>
    public JsonElement? After { get; }

    /// <summary>Lists stand in an object too, so that the field is of one kind.</summary>
    private static JsonElement? Parse(string? json)
    {
        if (json is null)
            return null;

        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.Clone()
            : JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement> { ["items"] = document.RootElement.Clone() });
    }
}
