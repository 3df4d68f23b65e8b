namespace Anomaly.Chaos.Silo.Faults;

/// <summary>How a call is lost.</summary>
internal enum Loss
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>It never arrives.</summary>
    Request,

    /// <summary>It is carried out, but nobody hears of it.</summary>
    Reply,
}
