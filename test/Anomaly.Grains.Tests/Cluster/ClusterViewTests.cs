using Anomaly.Grains.Cluster;
using Anomaly.Grains.Interfaces.Cluster;
using Microsoft.Extensions.Time.Testing;
using SiloStatus = Anomaly.Grains.Interfaces.Cluster.SiloStatus;

namespace Anomaly.Grains.Tests.Cluster;

public sealed class ClusterViewTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);
    private readonly ClusterView _view;

    public ClusterViewTests() => _view = new(_time);

    [Fact]
    public void Status_SeveralReports_CountsSamplesOverTheLastSeconds()
    {
        foreach (var samples in new long[] { 0, 0, 0, 1000, 2000, 3000, 4000, 5000 })
            Report(samples: samples);

        Assert.Equal(1000, Silo().SamplesPerSecond);
    }

    [Fact]
    public void Status_FirstReport_HasNoRateYet() => Assert.Equal(0, Report(samples: 5000).SamplesPerSecond);

    [Fact]
    public void Status_CounterWentBack_CountsFromThere()
    {
        Report(samples: 90_000);
        Report(samples: 91_000);
        Report(samples: 10);

        Assert.Equal(500, Report(samples: 510).SamplesPerSecond);
    }

    [Fact]
    public void Status_ClockOfTheSiloWentBack_CountsFromThere()
    {
        Report(samples: 1000);
        Report(samples: 2000, ahead: TimeSpan.FromHours(-1));

        Assert.Equal(700, Report(samples: 2700, ahead: TimeSpan.FromHours(-1)).SamplesPerSecond);
    }

    [Fact]
    public void Status_SilentSilo_IsUnheardAndThenGone()
    {
        Report(samples: 1000);
        Report(samples: 2000);

        _time.Advance(ClusterView.Hearing + TimeSpan.FromMilliseconds(1));
        Assert.False(Silo().Heard);
        Assert.Equal(0, Silo().SamplesPerSecond);

        _time.Advance(ClusterView.Memory);
        Assert.Empty(_view.Status.Silos);
    }

    [Fact]
    public void Take_AnotherGenerationAtTheAddress_ReplacesItAtOnce()
    {
        Report("one", "127.0.0.1:11111@1");

        Report("one", "127.0.0.1:11111@2", startedAt: 5);

        Assert.Equal("127.0.0.1:11111@2", Assert.Single(_view.Status.Silos).Report.Address);
    }

    [Fact]
    public void Take_SilentSiloOfThatName_IsReplaced()
    {
        Report("one", "10.0.0.1:11111@1");
        _time.Advance(TimeSpan.FromSeconds(3));

        Report("one", "10.0.0.2:11111@2", startedAt: 5);

        Assert.Equal("10.0.0.2:11111@2", Assert.Single(_view.Status.Silos).Report.Address);
    }

    [Fact]
    public void Take_TwoLivingSilosOfOneName_AreBothThere()
    {
        for (var i = 0; i < 3; i++)
        {
            Report("one", "10.0.0.1:11111@1");
            Report("one", "10.0.0.2:11111@2", startedAt: 5);
        }

        Assert.Equal(2, _view.Status.Silos.Length);
    }

    [Fact]
    public void Status_SeveralSilos_AreInOrderOfTheirNames()
    {
        Report("b", "127.0.0.1:2@1");
        Report("a", "127.0.0.1:1@1");

        Assert.Equal(["a", "b"], _view.Status.Silos.Select(silo => silo.Report.Name));
        Assert.Equal(_time.GetUtcNow(), _view.Status.At);
    }

    private SiloStatus Silo() => _view.Status.Silos[0];

    /// <summary>A second passes, and a silo reports.</summary>
    private SiloStatus Report(string name = "one", string address = "127.0.0.1:11111@1", long samples = 0, int startedAt = 0, TimeSpan ahead = default)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        _view.Take(new SiloReport
        {
            Name = name,
            Address = address,
            Version = "1",
            StartedAt = DateTimeOffset.UnixEpoch.AddSeconds(startedAt),
            At = _time.GetUtcNow() + ahead,
            SamplesApplied = samples,
        });
        return Silo();
    }
}
