using System.Net;
using Anomaly.Dashboard.Configuration;
using Anomaly.Silo.Settings;

namespace Anomaly.Silo.Hosting;

/// <summary>Finds out before the start whether the ports are free, so that the answer names the setting.</summary>
internal static class Ports
{
    /// <exception cref="SettingsException">A port is taken or an address is not this machine's.</exception>
    public static void Check(SiloSettings settings, IPAddress address)
    {
        var (web, cluster) = (settings.Web, settings.Cluster);
        (string Setting, string Host, int Port)[] listeners =
        [
            .. web.Enabled ? new[] { ("Web:Port", web.Host, web.Port) } : [],
            ("Web:MetricsPort", web.MetricsHost, web.MetricsPort),
            ("Cluster:SiloPort", address.ToString(), cluster.SiloPort),
            ("Cluster:GatewayPort", address.ToString(), cluster.GatewayPort),
        ];
        for (var i = 0; i < listeners.Length; i++)
        {
            var (setting, host, port) = listeners[i];
            if (listeners[..i].FirstOrDefault(before => before.Port == port).Setting is { } other)
            {
                throw new SettingsException($"{setting} is {port}, as {other} is; each needs a port of its own.");
            }

            ListenPort.Check(setting, host, port);
        }
    }
}
