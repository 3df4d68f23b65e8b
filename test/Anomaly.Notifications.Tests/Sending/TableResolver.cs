using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Anomaly.Notifications.Delivery.Addresses;

namespace Anomaly.Notifications.Tests.Sending;

/// <summary>A name server of the test's own: each lookup of a name gives the next of its answers, the last one again and again.</summary>
internal sealed class TableResolver : INameResolver
{
    private readonly ConcurrentDictionary<string, (IPAddress[][] Answers, int Asked)> _names = new();

    /// <summary>How often a name was looked up.</summary>
    public int Asked(string host) => _names[host].Asked;

    /// <summary>Says what a name leads to.</summary>
    /// <param name="host">The name.</param>
    /// <param name="answers">The answers, each a list of addresses with commas between.</param>
    public TableResolver Add(string host, params string[] answers)
    {
        _names[host] = ([.. answers.Select(answer => answer.Split(',').Select(IPAddress.Parse).ToArray())], 0);
        return this;
    }

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (!_names.TryGetValue(host, out var row))
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        _names[host] = (row.Answers, row.Asked + 1);
        return Task.FromResult(row.Answers[Math.Min(row.Asked, row.Answers.Length - 1)]);
    }
}
