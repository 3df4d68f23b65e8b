using Anomaly.Chaos.Silo.Faults;
using Anomaly.Grains.Series;

namespace Anomaly.Chaos.Silo.Parts;

/// <summary>A series as its owner sees it, with calls that get lost or come twice, and an owner that dies around them.</summary>
internal sealed class ChaosSeriesFeed(string id, ISeriesFeed series, ISeriesDirectory? directory, CallFaults faults) : ISeriesFeed
{
    public Task<SeriesReply> ApplyAsync(SeriesCall call) => CallAsync(call, first: false);

    public Task<SeriesSnapshot?> GetSnapshotAsync(SessionId session, long position) => series.GetSnapshotAsync(session, position);

    public Task ForgetAsync(SessionId session, long position) => series.ForgetAsync(session, position);

    /// <summary>Makes a call.</summary>
    public async Task<SeriesReply> CallAsync(SeriesCall call, bool first)
    {
        faults.Ambush.Pass(Phase.Apply, Side.Before, faults.Residence.IsRemote(id));
        var loss = faults.TakeLoss();
        if (loss == Loss.Request)
        {
            throw new TimeoutException("the request was lost on purpose");
        }

        var reply = await SendAsync(call, first);
        var remote = faults.Residence.NoteAnswer(id, call.Position);
        if (remote)
        {
            faults.Counters.Add(Counter.Remote);
        }

        // After the first: a double that overtook it would end the session each time that it is replayed, for good.
        if (reply.Outcome == SeriesOutcome.Applied && faults.DoubleAfter(id, call.Position) is { } later)
        {
            _ = SendDoubleAsync(call, first, later);
        }

        faults.Ambush.Pass(Phase.Apply, Side.After, remote);
        return loss == Loss.Reply ? throw new TimeoutException("the reply was lost on purpose") : reply with { Port = PortOf(reply) };
    }

    /// <summary>Half of the series are called by messages always: those can be lost and come twice.</summary>
    private ChaosSeriesPort? PortOf(SeriesReply reply) =>
        reply.Port is { } port && SeedHash.Of(id, 0) % 2 == 0 ? new ChaosSeriesPort(port, faults) : null;

    private async Task<SeriesReply> SendAsync(SeriesCall call, bool first)
    {
        var reply = await (first && directory is not null ? directory.ContactAsync(series, call) : series.ApplyAsync(call));
        switch (reply.Outcome)
        {
            case SeriesOutcome.Applied:
                faults.Counters.Add(Counter.Applied, call.Samples.Length);
                break;
            case SeriesOutcome.Gap:
                faults.Counters.Add(Counter.Gaps);
                break;
            default:
                faults.Counters.Add(Counter.Stale);
                break;
        }

        return reply;
    }

    private async Task SendDoubleAsync(SeriesCall call, bool first, TimeSpan later)
    {
        try
        {
            if (later > TimeSpan.Zero)
            {
                await Task.Delay(later);
            }

            await SendAsync(call, first);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            // Nobody waits for it.
        }
    }
}
