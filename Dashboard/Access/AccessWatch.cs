using System.Security.Claims;
using Anomaly.Dashboard.Access.Keys;
using Anomaly.Dashboard.Access.SignIn;

namespace Anomaly.Dashboard.Access;

/// <summary>Ends what goes on for long, such as a stream, where the key that it was asked with is no more accepted.</summary>
internal sealed class AccessWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _end;
    private readonly ITimer? _timer;

    /// <param name="user">Who asked.</param>
    /// <param name="book">Knows the keys.</param>
    /// <param name="time">The time.</param>
    /// <param name="otherwise">What ends it too.</param>
    public AccessWatch(ClaimsPrincipal user, KeyBook book, TimeProvider time, params CancellationToken[] otherwise)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(otherwise);
        if (user.HasClaim(claim => claim.Type == KeyHandler.HashClaim))
            _timer = time.CreateTimer(_ => Look(user, book), null, Interval, Interval);
    }

    /// <summary>Is cancelled at the end.</summary>
    public CancellationToken End => _end.Token;

    public void Dispose()
    {
        _timer?.Dispose();
        _end.Dispose();
    }

    private void Look(ClaimsPrincipal user, KeyBook book)
    {
        if (PageCookie.StillHolds(user, book))
            return;

        try
        {
            _end.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself meanwhile.
        }
    }
}
