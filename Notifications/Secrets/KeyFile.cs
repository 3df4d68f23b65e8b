using System.Security.Cryptography;

namespace Anomaly.Notifications.Secrets;

/// <summary>The file of master keys.</summary>
internal sealed class KeyFile
{
    private const string Demand = "each line must be 32 random bytes in base64, as 'openssl rand -base64 32' writes them";

    private KeyFile(string path, IReadOnlyList<MasterKey> keys) => (Path, Keys) = (path, keys);

    public string Path { get; }

    /// <summary>The first protects, all of them read.</summary>
    public IReadOnlyList<MasterKey> Keys { get; }

    public MasterKey Current => Keys[0];

    /// <summary>Reads a file.</summary>
    /// <exception cref="SecretsException">It cannot be read, or holds anything but keys; what it holds is not said.</exception>
    public static KeyFile Read(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException($"Notifications:KeyFile is '{path}', which cannot be read ({exception.Message}); make it with 'openssl rand -base64 32', give this user the right to read it, or name another file.", exception);
        }

        var keys = lines.Index().Where(line => !string.IsNullOrWhiteSpace(line.Item)).Select(line => Parse(line.Item, line.Index + 1, path)).ToArray();
        return keys.Length > 0 ? new KeyFile(path, keys) : throw new SecretsException($"Notifications:KeyFile is '{path}', which is empty; {Demand}.");
    }

    /// <summary>Reads a file; where there is none, makes one with a new key that only this user may read.</summary>
    /// <exception cref="SecretsException">It can neither be read nor made.</exception>
    public static KeyFile ReadOrCreate(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        if (!File.Exists(path))
            Create(path);

        return Read(path);
    }

    private static MasterKey Parse(string line, int number, string path)
    {
        var bytes = new byte[MasterKey.Size + 1];
        return Convert.TryFromBase64String(line.Trim(), bytes, out var written) && written == MasterKey.Size
            ? new MasterKey(bytes[..MasterKey.Size])
            : throw new SecretsException($"Notifications:KeyFile is '{path}', whose line {number} is no key; {Demand}.");
    }

    private static void Create(string path)
    {
        // Whole or not at all, and never over one that is there: what it protects would be lost.
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

            using (var file = new FileStream(unfinished, options))
            {
                file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(MasterKey.Size)) + "\n"));
                file.Flush(flushToDisk: true);
            }

            try
            {
                File.Move(unfinished, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(unfinished);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException($"Notifications:KeyFile is '{path}', which cannot be made ({exception.Message}); give this user the right to write there, or name another file.", exception);
        }
    }
}
