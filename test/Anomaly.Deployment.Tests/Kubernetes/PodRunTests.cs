using Anomaly.Deployment.Tests.Compose;
using Anomaly.Testing.Kafka;

namespace Anomaly.Deployment.Tests.Kubernetes;

/// <summary>
/// The pods' programs run as their manifests say, each at an address of its own, beside the compose file's on the same broker and database, in a schema of
/// their own. What differs: where the key's file lies, and that clients are told that the broker is old.
/// </summary>
[Collection(nameof(OnComposeCluster))]
public sealed class PodRunTests(ComposeCluster cluster) : IAsyncLifetime
{
    private readonly Manifests _manifests = Manifests.Build("base");
    private readonly List<PodProcess> _pods = [];
    private readonly string _key = Path.GetTempFileName();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_key, Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)), Token);
        // The network that the test runs on is Linux's alone.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_key, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pod in _pods)
        {
            await pod.DisposeAsync();
        }

        File.Delete(_key);
    }

    [Fact]
    public async Task Pods_BecomeReady_AndOneThatDied_ComesBackByItsNameAtAnotherAddress()
    {
        var (first, second, dashboard) = (Start("silo", "anomaly-silo-0", "pod-silo-0"), Start("silo", "anomaly-silo-1", "pod-silo-1"), Start("dashboard", "anomaly-dashboard", "pod-dashboard"));
        await Task.WhenAll(first.BecomeReadyAsync(Token), second.BecomeReadyAsync(Token), dashboard.BecomeReadyAsync(Token));
        await Eventually(async () => await first.Http.Metric("metrics_processed_total") > 0 && await second.Http.Metric("metrics_processed_total") > 0, "both silos process samples");

        await first.KillAsync();
        var again = Start("silo", "anomaly-silo-0", "pod-silo-0-anew");
        await again.BecomeReadyAsync(Token);
        await Eventually(async () => await again.Http.Metric("metrics_processed_total") > 0, "the silo that came back processes samples");
        await dashboard.BecomeReadyAsync(Token);

        Assert.Equal(0, await again.StopAsync());
        Assert.Equal(0, await second.StopAsync());
        Assert.Equal(0, await dashboard.StopAsync());
    }

    private PodProcess Start(string component, string name, string place)
    {
        var host = cluster.Network[place];
        var secrets = new Dictionary<string, IReadOnlyDictionary<string, string>>(SettingsTests.Secrets)
        {
            ["anomaly"] = new Dictionary<string, string> { ["POSTGRES_CONNECTION"] = cluster.File.Services["dashboard"].Environment["POSTGRES_CONNECTION"] },
            ["anomaly-kafka"] = ApacheKafka.ClientSettings.ToDictionary(setting => "Kafka__Client__" + setting.Key, setting => setting.Value),
        };
        var environment = PodEnvironment.Of(_manifests.Pods[component], _manifests, secrets, name, host.Address.ToString());
        (environment["Storage__Schema"], environment["Notifications__KeyFile"]) = ("kubernetes", _key);
        var pod = PodProcess.Start(_manifests.Pods[component], cluster.Images[component], host, environment);
        _pods.Add(pod);
        return pod;
    }

    private static async Task Eventually(Func<Task<bool>> condition, string what)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            while (!await condition())
            {
                await Task.Delay(250, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!Token.IsCancellationRequested)
        {
            throw new TimeoutException($"Within 60 s it did not happen that {what}.");
        }
    }
}
