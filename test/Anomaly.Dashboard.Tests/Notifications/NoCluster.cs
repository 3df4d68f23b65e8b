using System.Reflection;

namespace Anomaly.Dashboard.Tests.Notifications;

/// <summary>A cluster that does not answer.</summary>
public class NoCluster : DispatchProxy
{
    /// <summary>Which grains were looked for, by their interface.</summary>
    public List<string> Wanted { get; } = [];

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Wanted.Add(targetMethod!.IsGenericMethod ? targetMethod.GetGenericArguments()[0].Name : targetMethod.Name);
        throw new TimeoutException("There is no cluster here.");
    }
}
