namespace Anomaly.Storage.Access;

/// <summary>A change that somebody made.</summary>
public sealed record AuditEntry
{
    /// <summary>Its place in the log; given by the database.</summary>
    public long Id { get; init; }

    /// <summary>When, in whole milliseconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who.</summary>
    public required string Actor { get; init; }

    /// <summary>The role by which it was allowed.</summary>
    public required string Role { get; init; }

    /// <summary>The network address that it came from; null where it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>What was done, such as <c>rules.replace</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To what: a name or an id; empty where there is one of its kind.</summary>
    public string Target { get; init; } = "";

    /// <summary>How it was, as JSON; null where it was not there.</summary>
    public string? Before { get; init; }

    /// <summary>How it is now, as JSON; null where it is no more.</summary>
    public string? After { get; init; }
}
