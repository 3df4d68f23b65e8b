namespace Anomaly.Notifications.Tests.Alertmanagers;

/// <summary>Where <c>prometheus-alertmanager</c> is: on the PATH, or where <c>test/install-alertmanager.sh</c> puts it.</summary>
internal static class AlertmanagerProgram
{
    private const string Name = "prometheus-alertmanager";

    private static readonly string Installed = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "anomaly-test", "alertmanager");

    /// <summary>Its path. Skips the test where it is absent, but not under CI.</summary>
    public static string Find()
    {
        string[] folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries), Installed];
        var found = Array.Find(folders, folder => File.Exists(Path.Combine(folder, Name)));
        if (found is null)
        {
            var why = $"no {Name} on the PATH or in {Installed}; run test/install-alertmanager.sh";
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                throw new InvalidOperationException(why);
            }

            Assert.Skip(why);
        }

        return Path.Combine(found, Name);
    }
}
