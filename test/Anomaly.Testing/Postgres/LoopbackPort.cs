using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Anomaly.Testing.Postgres;

/// <summary>
/// Free ports on 127.0.0.1, none of them given twice while the process lives, neither by it nor by another that runs tests at the same
/// time, and all below the range from which the system takes the ports of outgoing connections: a port from there can be gone again
/// before the server that it is for has opened it.
/// </summary>
public static class LoopbackPort
{
    private const int First = 15_000;
    private const int Blocks = 150;
    private const int BlockSize = 100;

    private static readonly Lock Gate = new();

    // The locks of the blocks that are this process's; the system releases them when it ends, however it ends.
    private static readonly List<FileStream> Held = [];
    private static int _block = Random.Shared.Next(Blocks);
    private static int _next;
    private static int _end;

    /// <summary>A port that nobody listens on.</summary>
    public static int Take()
    {
        lock (Gate)
        {
            for (; ; )
            {
                if (_next == _end)
                {
                    TakeBlock();
                }

                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    var port = _next++;
                    socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                    return port;
                }
                catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
                {
                    // The next one then.
                }
            }
        }
    }

    private static void TakeBlock()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "anomaly-test-ports")).FullName;
        for (var tries = 0; tries < Blocks; tries++)
        {
            _block = (_block + 1) % Blocks;
            try
            {
                Held.Add(new FileStream(Path.Combine(folder, _block.ToString(CultureInfo.InvariantCulture)), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException)
            {
                // Another's, or this process's own from before.
                continue;
            }

            _next = First + (_block * BlockSize);
            _end = _next + BlockSize;
            return;
        }

        throw new InvalidOperationException($"All ports from {First} to {First + (Blocks * BlockSize)} are given; files in {folder} say to whom.");
    }
}
