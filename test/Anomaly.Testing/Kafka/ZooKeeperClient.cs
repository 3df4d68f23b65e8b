using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Anomaly.Testing.Kafka;

/// <summary>As much of ZooKeeper's protocol (3.4) as making, replacing and deleting entries takes; one call at a time, in a session of its own.</summary>
internal sealed class ZooKeeperClient : IDisposable
{
    private const int SessionMilliseconds = 30_000;
    private const int Ok = 0;
    private const int NoNode = -101;
    private const int NodeExists = -110;

    private readonly TcpClient _client = new();
    private int _calls;

    private enum Operation
    {
        Create = 1,
        Delete = 2,
        Exists = 3,
        Set = 5,
        Close = -11,
    }

    /// <summary>Opens a session with a server on the loopback address.</summary>
    public static async Task<ZooKeeperClient> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        var zooKeeper = new ZooKeeperClient();
        try
        {
            await zooKeeper._client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            // Version 0, nothing seen yet, the time-out, no session and no password from before.
            await zooKeeper.SendAsync(new Message().Write(0).Write(0L).Write(SessionMilliseconds).Write(0L).Write(new byte[16]), cancellationToken);
            await zooKeeper.ReceiveAsync(cancellationToken);
            return zooKeeper;
        }
        catch
        {
            zooKeeper.Dispose();
            throw;
        }
    }

    /// <summary>Makes an entry that is not there yet.</summary>
    /// <exception cref="InvalidOperationException">It is there, or its parent is not.</exception>
    public async Task CreateAsync(string path, string value, CancellationToken cancellationToken) =>
        Expect(await CallAsync(Operation.Create, Entry(path, value), cancellationToken), Operation.Create, path, Ok);

    /// <summary>Makes an entry, or replaces what it has.</summary>
    public async Task SetAsync(string path, string value, CancellationToken cancellationToken)
    {
        var created = await CallAsync(Operation.Create, Entry(path, value), cancellationToken);
        Expect(created, Operation.Create, path, Ok, NodeExists);
        if (created == NodeExists)
            Expect(await CallAsync(Operation.Set, new Message().Write(path).Write(Encoding.UTF8.GetBytes(value)).Write(-1), cancellationToken), Operation.Set, path, Ok);
    }

    /// <summary>Deletes an entry where it is there.</summary>
    public async Task DeleteAsync(string path, CancellationToken cancellationToken) =>
        Expect(await CallAsync(Operation.Delete, new Message().Write(path).Write(-1), cancellationToken), Operation.Delete, path, Ok, NoNode);

    /// <summary>Whether an entry is there.</summary>
    public async Task<bool> ExistsAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(Operation.Exists, new Message().Write(path).Write(false), cancellationToken);
        Expect(answer, Operation.Exists, path, Ok, NoNode);
        return answer == Ok;
    }

    /// <summary>Ends the session.</summary>
    public Task CloseAsync(CancellationToken cancellationToken) => CallAsync(Operation.Close, new Message(), cancellationToken);

    public void Dispose() => _client.Dispose();

    /// <summary>An entry that outlives its session and that everybody may read and change.</summary>
    private static Message Entry(string path, string value) =>
        new Message().Write(path).Write(Encoding.UTF8.GetBytes(value)).Write(1).Write(31).Write("world").Write("anyone").Write(0);

    private static void Expect(int answer, Operation operation, string path, params ReadOnlySpan<int> wanted)
    {
        if (!wanted.Contains(answer)) throw new InvalidOperationException($"ZooKeeper answered {operation} of {path} with error {answer}.");
    }

    private async Task<int> CallAsync(Operation operation, Message arguments, CancellationToken cancellationToken)
    {
        await SendAsync(new Message().Write(++_calls).Write((int)operation).Append(arguments), cancellationToken);
        var answer = await ReceiveAsync(cancellationToken);
        // Behind the call's number (4 bytes) and the server's last change (8).
        return BinaryPrimitives.ReadInt32BigEndian(answer.AsSpan(12));
    }

    private async Task SendAsync(Message message, CancellationToken cancellationToken) =>
        await _client.GetStream().WriteAsync(new Message().Write(message.Bytes).Bytes, cancellationToken);

    private async Task<byte[]> ReceiveAsync(CancellationToken cancellationToken)
    {
        var length = new byte[4];
        await _client.GetStream().ReadExactlyAsync(length, cancellationToken);
        var answer = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
        await _client.GetStream().ReadExactlyAsync(answer, cancellationToken);
        return answer;
    }

    /// <summary>Numbers with the highest byte first; texts and bytes behind their length.</summary>
    private sealed class Message
    {
        private readonly List<byte> _bytes = [];

        public byte[] Bytes => [.. _bytes];

        public Message Write(int number)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(bytes, number);
            _bytes.AddRange(bytes);
            return this;
        }

        public Message Write(long number) => Write((int)(number >> 32)).Write((int)number);

        public Message Write(bool value)
        {
            _bytes.Add(value ? (byte)1 : (byte)0);
            return this;
        }

        public Message Write(string text) => Write(Encoding.UTF8.GetBytes(text));

        public Message Write(byte[] bytes)
        {
            Write(bytes.Length);
            _bytes.AddRange(bytes);
            return this;
        }

        public Message Append(Message other)
        {
            _bytes.AddRange(other._bytes);
            return this;
        }
    }
}
