using System.Text.Json.Serialization;
using Anomaly.Dashboard.Api.Routes;
using Anomaly.Notifications.Silences;

namespace Anomaly.Dashboard.Api.Silences;

/// <summary>A silence, in the shape of Alertmanager's second API with <c>learn</c> and <c>recurrence</c>.</summary>
internal sealed record SilenceItem
{
    internal SilenceItem(Silence silence, DateTimeOffset now)
    {
        Id = silence.Id;
        Matchers = [.. silence.Matchers.Select(matcher => new MatcherItem(matcher))];
        (StartsAt, EndsAt, UpdatedAt) = (silence.StartsAt, silence.EndsAt, silence.UpdatedAt);
        (CreatedBy, Comment, Learn) = (silence.CreatedBy, silence.Comment, silence.Learn);
        Recurrence = WeeklyWindowItem.Of(silence.Recurrence);
        Status = new SilenceStatusItem(silence.StateAt(now));
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; }

    /// <summary>What it mutes: what meets all of them.</summary>
    public MatcherItem[] Matchers { get; }

    /// <summary>When it begins.</summary>
    [JsonPropertyName("startsAt")]
    public DateTimeOffset StartsAt { get; }

    /// <summary>When it ends.</summary>
    [JsonPropertyName("endsAt")]
    public DateTimeOffset EndsAt { get; }

    /// <summary>When it was last changed.</summary>
    [JsonPropertyName("updatedAt")]
    public DateTimeOffset UpdatedAt { get; }

    /// <summary>Who wants it.</summary>
    [JsonPropertyName("createdBy")]
    public string CreatedBy { get; }

    /// <summary>Why.</summary>
    public string Comment { get; }

    /// <summary>Whether the detectors learn from the samples of that time.</summary>
    public bool Learn { get; }

    /// <summary>The windows in each week; null for the whole time.</summary>
    public WeeklyWindowItem? Recurrence { get; }

    /// <summary>Where it is in its life.</summary>
    public SilenceStatusItem Status { get; }
}
