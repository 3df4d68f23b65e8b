namespace Anomaly.Dashboard.Overview;

/// <summary>One who looks at a part of the overview.</summary>
/// <typeparam name="T">What is drawn.</typeparam>
internal sealed class PartWatch<T>(SharedPart<T> part, Action leave) : IDisposable
    where T : class
{
    private Action? _leave = leave;

    /// <summary>The newest drawing; null before the first.</summary>
    public T? Current => part.Current;

    public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
}
