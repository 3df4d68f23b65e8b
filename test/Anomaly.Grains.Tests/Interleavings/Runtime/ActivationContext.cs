using Orleans.Runtime.Placement;


namespace Anomaly.Grains.Tests.Interleavings.Runtime;

/// <summary>What a grain knows of its activation.</summary>
internal sealed class ActivationContext(Activation activation, GrainId id) : IGrainContext
{
    public GrainId GrainId => id;

    public IServiceProvider ActivationServices => activation.Silo.Runtime;

    /// <summary>The grain's timer, where it has one.</summary>
    public Func<Task>? Timer { get; set; }

    /// <summary>Told when the grain asks to be deactivated.</summary>
    public Action? Deactivating { get; set; }

    /// <summary>Where the grain asked to be moved to.</summary>
    public SiloAddress? MovesTo { get; set; }

    public GrainReference GrainReference => throw new NotSupportedException();

    public object? GrainInstance => throw new NotSupportedException();

    public ActivationId ActivationId => throw new NotSupportedException();

    public GrainAddress Address => throw new NotSupportedException();

    public IGrainLifecycle ObservableLifecycle => throw new NotSupportedException();

    public IWorkItemScheduler Scheduler => throw new NotSupportedException();

    public Task Deactivated => throw new NotSupportedException();

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default) => Deactivating?.Invoke();

    public void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default)
    {
        // An owner takes nothing along: it goes, and the next call makes another where it comes from.
        Deactivating?.Invoke();
        MovesTo = (SiloAddress?)requestContext?.GetValueOrDefault(IPlacementDirector.PlacementHintKey);
    }

    public void SetComponent<TComponent>(TComponent? value) where TComponent : class => throw new NotSupportedException();

    public void ReceiveMessage(object message) => throw new NotSupportedException();

    public void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public void Rehydrate(IRehydrationContext context) => throw new NotSupportedException();

    public object? GetTarget() => throw new NotSupportedException();

    public object? GetComponent(Type componentType) => throw new NotSupportedException();

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);
}
