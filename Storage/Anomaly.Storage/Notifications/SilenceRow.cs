namespace Anomaly.Storage.Notifications;

/// <summary>A silence as it is stored. Times are kept in whole milliseconds.</summary>
public sealed record SilenceRow
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it begins.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ends; that moment is outside.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Who wants it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Why.</summary>
    public required string Comment { get; init; }

    /// <summary>What it mutes: a JSON list.</summary>
    public required string Matchers { get; init; }

    /// <summary>Whether the samples of that time are learned.</summary>
    public required bool Learn { get; init; }

    /// <summary>The windows in each week, a JSON object; null for the whole time.</summary>
    public string? Recurrence { get; init; }
}
