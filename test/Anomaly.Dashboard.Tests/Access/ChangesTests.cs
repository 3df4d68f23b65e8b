using System.Reflection;
using Anomaly.Dashboard.Access;
using Anomaly.Dashboard.Access.Keys;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Changes;
using Anomaly.Dashboard.Configuration;
using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Tests.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace Anomaly.Dashboard.Tests.Access;

/// <summary>Every way by which people change something asks for their role itself: a page's clicks pass no endpoint.</summary>
public sealed class ChangesTests : NotificationContext
{
    public ChangesTests()
    {
        Services.AddSingleton<ICurrentActor>(new Someone(Role.Viewer));
        Services.AddSingleton(new FrontSettings());
        Services.AddSingleton<KeyBook>();
    }

    [Fact]
    public async Task Change_ByAViewer_IsRefusedWhateverItIs()
    {
        var ways = typeof(AuditLog).Assembly.GetTypes().Where(type => type.Namespace == typeof(AuditLog).Namespace && type.Name.EndsWith("Changes", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)).ToArray();

        Assert.True(ways.Length >= 15, $"{ways.Length} ways");
        foreach (var way in ways)
        {
            var refused = await Record.ExceptionAsync(() => (Task)way.Invoke(Services.GetRequiredService(way.DeclaringType!), [.. way.GetParameters().Select(Default)])!);
            Assert.True(refused is NotAllowedException { Message: "'ana' has the role viewer; this needs operator." or "'ana' has the role viewer; this needs admin." }, $"{way.DeclaringType!.Name}.{way.Name}: {refused}");
        }
    }

    private static object? Default(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) ? "" : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;
}
