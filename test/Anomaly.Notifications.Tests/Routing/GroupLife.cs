using System.Collections.Immutable;
using Anomaly.Notifications.Routing;

namespace Anomaly.Notifications.Tests.Routing;

/// <summary>Leads a group through a life, second by second, and checks each decision against what was promised.</summary>
internal sealed class GroupLife
{
    private readonly Route _route;
    private readonly Dictionary<Guid, DateTimeOffset> _untold = [];
    private readonly HashSet<Guid> _told = [];
    private GroupState _state;
    private DateTimeOffset _now;
    private DateTimeOffset? _next;

    public GroupLife(Route route, DateTimeOffset start)
    {
        (_route, _now, _next) = (route, start, start);
        _state = new GroupState { FirstSeen = start, Firing = [Incident(0)] };
        _untold[Incident(0)] = start;
    }

    public void Run((int Seconds, int Incident)[] steps)
    {
        foreach (var (seconds, incident) in steps)
        {
            for (var i = 0; i < seconds; i++)
            {
                Ask();
                _now = _now.AddSeconds(1);
            }

            Toggle(Incident(incident));
        }
    }

    private static Guid Incident(int number) => new(number + 1, 0, 0, new byte[8]);

    private void Toggle(Guid incident)
    {
        if (_state.IsOver)
            (_state, _next) = (new GroupState { FirstSeen = _now }, _now);

        if (_state.Firing.Contains(incident))
        {
            _state = _state with { Firing = _state.Firing.Remove(incident), Resolved = _state.Resolved.Add(incident) };
        }
        else
        {
            _state = _state with { Firing = _state.Firing.Add(incident), Resolved = _state.Resolved.Remove(incident) };
            if (!_told.Contains(incident))
                _untold[incident] = _now;
        }
    }

    private void Ask()
    {
        var before = _state;
        var decision = GroupTimer.Decide(before, _route, _now);
        if (before.IsOver)
        {
            Assert.False(decision.Sends);
            return;
        }

        // Not asked before it said: nothing would have come of it.
        Assert.True(!decision.Sends || _now >= _next);
        if (decision.Sends)
            CheckSent(before, decision);

        (_state, _next) = (decision.After, decision.Next);
        Assert.Equal(_state.IsOver, _next is null);
        var longest = _route.GroupWait > _route.GroupInterval ? _route.GroupWait : _route.GroupInterval;
        Assert.All(_untold.Values, since => Assert.True(_now - since <= longest, "an incident was not told in time"));
        Assert.True(_state.Firing.IsEmpty || _state.LastSent is not { } sent || _now - sent < _route.RepeatInterval + _route.GroupInterval, "a repetition did not come");
    }

    private void CheckSent(GroupState before, GroupDecision decision)
    {
        Assert.True(_now >= before.FirstSeen + _route.GroupWait, "told before group_wait");
        Assert.True(before.LastSent is not { } last || _now - last >= _route.GroupInterval, "told twice within group_interval");
        Assert.Equal(before.Firing, decision.Firing.ToImmutableHashSet());
        Assert.All(decision.Resolved, incident => Assert.True(_told.Remove(incident) | _untold.Remove(incident), "resolved was told twice"));
        var isNews = decision.Resolved.Count > 0 || decision.Firing.Any(incident => !_told.Contains(incident));
        Assert.True(isNews || _now - before.LastSent >= _route.RepeatInterval, "told without news");
        foreach (var incident in decision.Firing)
        {
            _told.Add(incident);
            _untold.Remove(incident);
        }
    }
}
