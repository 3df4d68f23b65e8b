namespace Anomaly.Chaos.Events;

/// <summary>What happens.</summary>
internal enum EventKind
{
    /// <summary>Nothing, for a while.</summary>
    Wait,

    /// <summary>Every partition saves again.</summary>
    Settle,

    /// <summary>A silo is killed.</summary>
    Kill,

    /// <summary>A silo is stopped by a signal, for longer than the others wait for it, then continued.</summary>
    Stop,

    /// <summary>A silo is stopped and stays so until <see cref="Continue"/>.</summary>
    Hold,

    /// <summary>A silo that is held goes on.</summary>
    Continue,

    /// <summary>The load ends, and what was sent is saved.</summary>
    Quiet,

    /// <summary>Single calls are lost.</summary>
    Lose,

    /// <summary>A silo's clock jumps.</summary>
    Clock,

    /// <summary>The broker is restarted.</summary>
    Broker,

    /// <summary>The database is restarted.</summary>
    Database,
}
