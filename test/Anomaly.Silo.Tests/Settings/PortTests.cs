using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Anomaly.Silo.Tests.Servers;

namespace Anomaly.Silo.Tests.Settings;

/// <summary>A port that cannot be had is told by the name of its setting.</summary>
public sealed class PortTests
{
    [Theory]
    [InlineData("Web__Port")]
    [InlineData("Web__MetricsPort")]
    [InlineData("Cluster__SiloPort")]
    [InlineData("Cluster__GatewayPort")]
    public async Task Start_PortInUse_EndsWithOneLineThatNamesTheSetting(string variable)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var folder = new TempFolder();

        var start = await RefusedStart.RunAsync(folder, [new(variable, port.ToString(CultureInfo.InvariantCulture))]);

        Assert.StartsWith($"{variable.Replace("__", ":", StringComparison.Ordinal)} is {port}, which cannot be listened on at ", start.TheLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnePortForTwo_NamesBothSettings()
    {
        using var folder = new TempFolder();
        var start = await RefusedStart.RunAsync(folder, [new("Web__Port", "50123"), new("Web__MetricsPort", "50123")]);
        Assert.StartsWith("Web:MetricsPort is 50123, as Web:Port is; each needs a port of its own.", start.TheLine(), StringComparison.Ordinal);
    }
}
