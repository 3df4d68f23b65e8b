namespace Anomaly.Storage.Access;

/// <summary>Which changes are wanted, the newest first. A field that is null lets all pass.</summary>
public sealed record AuditQuery
{
    /// <summary>Only by this one.</summary>
    public string? Actor { get; init; }

    /// <summary>Only this action.</summary>
    public string? Action { get; init; }

    /// <summary>Only to this target.</summary>
    public string? Target { get; init; }

    /// <summary>Not before.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only those that come after the one with this <see cref="AuditEntry.Id"/> in the order of the answer.</summary>
    public long? After { get; init; }

    /// <summary>How many at the most.</summary>
    public int Limit { get; init; } = 100;
}
