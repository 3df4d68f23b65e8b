using Anomaly.Dashboard.Configuration;
using Anomaly.Silo.Settings;

namespace Anomaly.Silo.Hosting;

/// <summary>The folder that the one-process mode keeps its files in.</summary>
internal static class DataFolder
{
    /// <exception cref="SettingsException">It cannot be written to.</exception>
    public static void Prepare(SiloSettings settings)
    {
        if (settings is { BrokerInProcess: false, UsesPostgres: true })
        {
            return; // nothing is kept in files
        }

        var folder = Path.GetFullPath(settings.Storage.Path);
        var probe = Path.Combine(folder, ".probe");
        try
        {
            Directory.CreateDirectory(folder);
            try
            {
                // Some bytes: a full disk still takes an empty file.
                File.WriteAllText(probe, "probe");
            }
            finally
            {
                File.Delete(probe);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"Storage:Path is '{folder}', which cannot be written to ({exception.Message}); make room there or name another folder.");
        }
    }
}
