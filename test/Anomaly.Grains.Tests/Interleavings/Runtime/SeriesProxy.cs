using Anomaly.Grains.Series;
using Orleans.Runtime.Placement;

namespace Anomaly.Grains.Tests.Interleavings.Runtime;

/// <summary>Calls to a series: late, lost, delivered twice, answered to nobody.</summary>
internal sealed class SeriesProxy(Simulation simulation, Silo from, string id) : ISeriesFeed
{
    public Task<SeriesReply> ApplyAsync(SeriesCall call) => ApplyAsync(call, null);

    public Task<SeriesReply> ApplyAsync(SeriesCall call, SiloAddress? hint)
    {
        simulation.Ledger.NoteCall(id, call);
        return Send(
            $"call {id} {call.Session.Partition}:{(call.Silent is null ? $"{call.First}-{call.Position}" : "silent")} after {call.Previous} of owner {call.Session.OwnerEpoch}{(call.Payload is null ? "" : " with its row")}",
            hint,
            grain => grain.ApplyAsync(call),
            reply => reply.Outcome.ToString(),
            (target, reply) => reply with { Port = target.Silo == from && reply.Port is { } port ? new SimulatedPort(simulation, target, port) : null });
    }

    public Task<SeriesSnapshot?> GetSnapshotAsync(SessionId session, long position) =>
        Send($"snapshot {id} at {position} for owner {session.OwnerEpoch}", null, grain => grain.GetSnapshotAsync(session, position), snapshot => snapshot is null ? "none" : "given");

    public Task ForgetAsync(SessionId session, long position) =>
        Send(
            $"forget {id} at {position} of owner {session.OwnerEpoch}",
            null,
            async grain =>
            {
                await grain.ForgetAsync(session, position);
                return true;
            },
            _ => "done");

    private Task<T> Send<T>(string what, SiloAddress? hint, Func<SeriesGrain, Task<T>> method, Func<T, string> show, Func<SeriesActivation, T, T>? hand = null)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        simulation.Later(what, null, () => Arrive(what, hint, method, show, hand, answer));
        if (simulation.Fault(30))
        {
            simulation.Later(what + " (copy)", null, () => Arrive(what + " (copy)", hint, method, show, hand, new()));
        }

        return answer.Task;
    }

    private void Arrive<T>(string what, SiloAddress? hint, Func<SeriesGrain, Task<T>> method, Func<T, string> show, Func<SeriesActivation, T, T>? hand, TaskCompletionSource<T> answer)
    {
        void TimeOut() => simulation.Later(what + " times out", from, () => answer.TrySetException(new InjectedFault("no answer")));
        if (simulation.Fault(60))
        {
            TimeOut();
            return;
        }

        var target = simulation.Series.Resolve(id, from);
        if (simulation.IsPaused(target.Silo))
        {
            TimeOut();
        }

        simulation.Later($"{what} at {target.Silo.Name}", target.Silo, () => Apply(what, target, hint, method, show, hand, answer, TimeOut), TimeOut);
    }

    private void Apply<T>(string what, SeriesActivation target, SiloAddress? hint, Func<SeriesGrain, Task<T>> method, Func<T, string> show, Func<SeriesActivation, T, T>? hand, TaskCompletionSource<T> answer, Action timeOut)
    {
        Task<T> done = null!;
        target.Activation.Run(() =>
        {
            if (hint is not null)
            {
                RequestContext.Set(IPlacementDirector.PlacementHintKey, hint);
            }

            done = method(target.Grain);
            RequestContext.Clear();
        });
        var context = target.Activation.Context;
        if (context.MovesTo is { } to)
        {
            context.MovesTo = null;
            simulation.Later($"series {id} leaves {target.Silo.Name}", target.Silo, () => simulation.Series.Migrate(target, to));
        }

        if (simulation.Fault(40))
        {
            timeOut();
        }
        else
        {
            var reply = done.GetAwaiter().GetResult();
            reply = hand is null ? reply : hand(target, reply);
            simulation.Later($"{what}: {show(reply)}", from, () => answer.TrySetResult(reply));
        }
    }
}
