namespace Anomaly.Dashboard.Overview;

/// <summary>A part of the overview, whatever it draws.</summary>
internal interface ISharedPart : IAsyncDisposable
{
    /// <summary>Draws anew where anything changed and somebody looks; called once a second.</summary>
    void Beat();

    /// <summary>Whether nobody has looked for so long.</summary>
    bool IsUnused(TimeSpan since);
}
