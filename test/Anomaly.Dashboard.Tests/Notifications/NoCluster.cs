using System.Reflection;

namespace Anomaly.Dashboard.Tests.Notifications;

/// <summary>A cluster that does not answer.</summary>
public class NoCluster : DispatchProxy
{
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new TimeoutException("There is no cluster here.");
}
