namespace Anomaly.Storage.DeadLetters;

/// <summary>How many records were refused for a reason.</summary>
/// <param name="Reason">The reason, as <see cref="DeadLetter.Reason"/>.</param>
/// <param name="Count">How many.</param>
/// <param name="NewestAt">When the newest was refused.</param>
public readonly record struct DeadLetterCount(string Reason, long Count, DateTimeOffset NewestAt);
