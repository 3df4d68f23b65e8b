namespace Anomaly.Grains.Tests.Interleavings;

/// <summary>Something that may happen next.</summary>
/// <param name="What">For the trace.</param>
/// <param name="At">The silo that it happens in; it waits while that one is stopped, and never happens once it is dead. Null: outside of all silos.</param>
/// <param name="Run">Makes it happen.</param>
/// <param name="Dropped">What follows where it never happens.</param>
internal sealed record Step(string What, Silo? At, Action Run, Action? Dropped);
