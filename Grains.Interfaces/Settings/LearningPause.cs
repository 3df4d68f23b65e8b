namespace Anomaly.Grains.Interfaces.Settings;

/// <summary>A time whose samples are judged and not learned, for the series that it is for.</summary>
[GenerateSerializer, Immutable, Alias("anomaly.settings.pause")]
public sealed record LearningPause
{
    /// <summary>What a series must meet: all of it.</summary>
    [Id(0)] public required PauseMatcher[] Matchers { get; init; }

    /// <summary>When it begins, by the samples' times.</summary>
    [Id(1)] public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ends, by the samples' times; that moment is outside.</summary>
    [Id(2)] public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Where it is not the whole time: the windows in each week, a JSON object such as <c>{"days":["sat"],"from":"22:00","to":"06:00","time_zone":"Europe/Berlin"}</c>. Else null.</summary>
    [Id(3)] public string? Recurrence { get; init; }

    /// <inheritdoc/>
    public bool Equals(LearningPause? other) =>
        other is not null && Matchers.AsSpan().SequenceEqual(other.Matchers) && StartsAt == other.StartsAt && EndsAt == other.EndsAt && Recurrence == other.Recurrence;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Matchers.Length, StartsAt, EndsAt, Recurrence);
}
