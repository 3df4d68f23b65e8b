using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Anomaly.Deployment.Tests.Network;

/// <summary>
/// A network as a container engine makes it: each host has a network namespace, an address and its name, and this machine is on the
/// bridge between them. Nothing leads out of it. It goes with its test; what a test that was killed left is removed by the next.
/// </summary>
internal sealed partial class TestNetwork : IAsyncDisposable
{
    private const string Prefix = "anomaly";
    private const string HostsFolder = "/etc/netns";

    private readonly string _id;
    private readonly Dictionary<string, NetworkHost> _hosts;

    private TestNetwork(string id, Dictionary<string, NetworkHost> hosts) => (_id, _hosts) = (id, hosts);

    /// <summary>Why no network can be made here; null where one can.</summary>
    public static string? WhyMissing =>
        !OperatingSystem.IsLinux() ? "network namespaces are Linux's"
        : !string.Equals(Environment.UserName, "root", StringComparison.Ordinal) ? "network namespaces need root"
        : !File.Exists("/usr/sbin/ip") && !File.Exists("/sbin/ip") ? "no ip here; run test/install-deployment.sh"
        : null;

    public NetworkHost this[string name] => _hosts[name];

    private string Bridge => $"an{_id}";

    /// <summary>Makes the network.</summary>
    /// <param name="own">The names of hosts with a namespace of their own.</param>
    /// <param name="here">The names of hosts whose programs run in this machine's own namespace, at addresses of the bridge.</param>
    public static async Task<TestNetwork> CreateAsync(IEnumerable<string> own, IEnumerable<string> here)
    {
        await RemoveLeftoversAsync();
        var id = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var subnet = $"10.213.{FreeSubnet()}";
        var last = 1;
        var hosts = own.Select(name => new NetworkHost(name, IPAddress.Parse($"{subnet}.{++last}"), $"{Prefix}-{id}-{name}"))
            .Concat(here.Select(name => new NetworkHost(name, IPAddress.Parse($"{subnet}.{++last}"), null)))
            .ToDictionary(host => host.Name);
        var network = new TestNetwork(id, hosts);
        try
        {
            await network.BuildAsync(subnet);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await RemoveAsync(_id);

    private async Task BuildAsync(string subnet)
    {
        await IpAsync("link", "add", Bridge, "type", "bridge");
        foreach (var address in _hosts.Values.Where(host => host.Namespace is null).Select(host => host.Address.ToString()).Prepend($"{subnet}.1"))
        {
            await IpAsync("address", "add", $"{address}/24", "dev", Bridge);
        }

        await IpAsync("link", "set", Bridge, "up");
        var names = _hosts.Values.Select(host => $"{host.Address} {host.Name}").Prepend("127.0.0.1 localhost").ToArray();
        var number = 0;
        foreach (var host in _hosts.Values.Where(host => host.Namespace is not null))
        {
            var (name, cable) = (host.Namespace!, $"an{_id}h{++number}");
            // What "ip netns exec" shows the program as /etc/hosts.
            Directory.CreateDirectory(Path.Combine(HostsFolder, name));
            await File.WriteAllLinesAsync(Path.Combine(HostsFolder, name, "hosts"), names);
            await IpAsync("netns", "add", name);
            await IpAsync("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", name);
            await IpAsync("link", "set", cable, "master", Bridge, "up");
            await IpAsync("-n", name, "address", "add", $"{host.Address}/24", "dev", "eth0");
            await IpAsync("-n", name, "link", "set", "eth0", "up");
            await IpAsync("-n", name, "link", "set", "lo", "up");
        }
    }

    private static int FreeSubnet()
    {
        var taken = System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Where(address => address.Address.AddressFamily == AddressFamily.InterNetwork)
            .Select(address => address.Address.GetAddressBytes())
            .Where(bytes => bytes is [10, 213, ..])
            .Select(bytes => (int)bytes[2]);
        return Enumerable.Range(1, 254).Except(taken).First();
    }

    private static async Task RemoveLeftoversAsync()
    {
        foreach (Match match in NamespaceName().Matches(await IpAsync("netns", "list")))
        {
            if (!Directory.Exists($"/proc/{match.Groups[1].Value}"))
            {
                await RemoveAsync(match.Groups[1].Value);
            }
        }
    }

    private static async Task RemoveAsync(string id)
    {
        foreach (Match match in NamespaceName().Matches(await IpAsync("netns", "list")))
        {
            if (match.Groups[1].Value == id)
            {
                await IpAsync("netns", "delete", match.Value);
                Directory.Delete(Path.Combine(HostsFolder, match.Value), recursive: true);
            }
        }

        if (Directory.Exists($"/sys/class/net/an{id}"))
        {
            await IpAsync("link", "delete", $"an{id}");
        }
    }

    private static async Task<string> IpAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("ip") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"ip {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
    }

    [GeneratedRegex($@"(?m)^{Prefix}-(\d+)-[\w-]+")]
    private static partial Regex NamespaceName();
}
