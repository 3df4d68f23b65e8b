namespace Anomaly.Chaos.Silo.Faults;

/// <summary>Where in a phase.</summary>
internal enum Side
{
    /// <summary>Before the call or the statement is sent.</summary>
    Before,

    /// <summary>Between the statements, where a switched-off rule makes two of one.</summary>
    Between,

    /// <summary>After the answer came, before the owner hears it.</summary>
    After,
}
