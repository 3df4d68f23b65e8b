namespace Anomaly.Dashboard.Access;

/// <summary>Who a request, or a page that is open, is of.</summary>
internal interface ICurrentActor
{
    /// <summary>The network address that it comes from; null where it is not known.</summary>
    string? Address { get; }

    /// <summary>Who it is; null for nobody, or somebody without a role.</summary>
    ValueTask<Actor?> GetAsync();
}
