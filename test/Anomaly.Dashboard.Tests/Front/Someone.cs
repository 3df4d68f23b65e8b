using Anomaly.Dashboard.Access;
using Anomaly.Dashboard.Access.Roles;

namespace Anomaly.Dashboard.Tests.Front;

/// <summary>Whoever a test says.</summary>
internal sealed class Someone(Role role) : ICurrentActor
{
    public string? Address => "192.0.2.7";

    public ValueTask<Actor?> GetAsync() => new(new Actor("ana", role));
}
