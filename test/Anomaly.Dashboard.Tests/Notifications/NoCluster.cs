using System.Reflection;

namespace Anomaly.Dashboard.Tests.Notifications;

/// <summary>A cluster that does not answer, but for the grains that it is given.</summary>
public class NoCluster : DispatchProxy
{
    /// <summary>The grains that answer, by their interface.</summary>
    public Dictionary<Type, object> Grains { get; } = [];

    /// <summary>Which grains were looked for, by their interface.</summary>
    public List<string> Wanted { get; } = [];

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (!targetMethod!.IsGenericMethod)
            throw new NotSupportedException(targetMethod.Name);

        var wanted = targetMethod.GetGenericArguments()[0];
        Wanted.Add(wanted.Name);
        return Grains.GetValueOrDefault(wanted) ?? throw new TimeoutException("There is no cluster here.");
    }
}
