namespace Anomaly.Chaos.Silo.Faults;

/// <summary>Kills or stops this very process at the point that it was told.</summary>
internal sealed class Ambush(CounterFile counters)
{
    private static readonly TimeSpan Arrival = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private Order? _order;
    private int _left;

    public void Lay(Order order)
    {
        lock (_gate)
        {
            _order = order;
            _left = order.Passes;
        }
    }

    /// <summary>The process is at a point.</summary>
    public void Pass(Phase phase, Side side, bool remote)
    {
        if (_order is null)
        {
            return;
        }

        lock (_gate)
        {
            if (_order is not { } order || order.Phase != phase || order.Side != side || (order.Remote && !remote) || _left-- > 0)
            {
                return;
            }

            _order = null;
            counters.Add((order.Stop ? Counter.StoppedInApply : Counter.DiedInApply) + (int)phase);
            if (remote)
            {
                counters.Add(order.Stop ? Counter.StoppedWithRemoteSeries : Counter.DiedWithRemoteSeries);
            }

            Signals.Send(Environment.ProcessId, order.Stop ? Signals.Stop : Signals.Kill);
        }

        // The signal reaches this thread a moment later; it must not go on until then.
        using var never = new ManualResetEventSlim();
        never.Wait(Arrival);
    }
}
