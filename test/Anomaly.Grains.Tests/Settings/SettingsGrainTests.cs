using System.Text.Json;
using Anomaly.Detectors.Ensemble;
using Anomaly.Detectors.IsolationForest;
using Anomaly.Detectors.MovingAverage;
using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Grains.Settings;
using Anomaly.Storage.Series;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Anomaly.Grains.Tests.Settings;

public sealed class SettingsGrainTests : IAsyncLifetime
{
    private readonly BreakableStorage _storage = new();
    private readonly SomePauses _pauses = new();
    private InProcessTestCluster _cluster = null!;

    private ISettingsGrain Grain => _cluster.Client.GetGrain<ISettingsGrain>(0);

    private static CancellationToken End => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _cluster = await StartAsync(threshold: 20);

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Get_BeforeAnyChange_IsTheConfigurationAtRevisionZero()
    {
        var document = await Grain.GetAsync(End);

        Assert.Equal((0, SeriesSettings.From(new DetectionOptions { MovingAverage = { Threshold = 20 } }).Stamped.Text), (document.Revision, document.Defaults));
        Assert.Empty(document.Rules);
        Assert.Empty(document.Overrides);
    }

    [Fact]
    public async Task Change_WhileSomeoneWaits_TellsHimAtOnce()
    {
        var waiting = Grain.GetNewerAsync(0, End);
        var result = await Grain.SetSeriesAsync("a", """{"moving_average":{"threshold":5.0}}""", End);

        Assert.True(result.Done);
        var heard = await waiting;
        Assert.Equal(1, heard!.Revision);
        Assert.Equal("""{"moving_average":{"level":"exact","threshold":5}}""", heard.Overrides["a"]);
        Assert.Equal(1, (await Grain.GetNewerAsync(-1, End))!.Revision);
    }

    [Fact]
    public async Task SetSeries_Null_TakesItsSettingsAwayOnce()
    {
        await Grain.SetSeriesAsync("a", "{}", End);
        Assert.Equal(2, (await Grain.SetSeriesAsync("a", null, End)).Revision);
        Assert.Equal(2, (await Grain.SetSeriesAsync("a", null, End)).Revision);
        Assert.Empty((await Grain.GetAsync(End)).Overrides);
    }

    [Fact]
    public async Task SetRules_OneIsWrong_ChangesNothing()
    {
        await Grain.GetAsync(End);
        var writes = _storage.Writes;
        var result = await Grain.SetRulesAsync([new() { Name = "good" }, new() { Name = "bad", Settings = """{"moving_average":{"window_size":1}}""" }], null, End);

        Assert.Equal("[1].settings.moving_average.window_size", Assert.Single(result.Errors).Key);
        Assert.Equal((0, writes), ((await Grain.GetAsync(End)).Revision, _storage.Writes));
    }

    [Fact]
    public async Task SetRules_OfAnotherRevision_IsAConflict()
    {
        Assert.True((await Grain.SetRulesAsync([new() { Name = "a" }], 0, End)).Done);

        var late = await Grain.SetRulesAsync([], 0, End);

        Assert.True(late.Conflict);
        Assert.Equal(1, late.Revision);
        Assert.Single((await Grain.GetAsync(End)).Rules);
    }

    [Fact]
    public async Task SetSeries_CannotAlarmWithItsRule_IsJudgedOnBoth()
    {
        await Grain.SetRulesAsync([new() { Name = "sigma", Match = new() { Labels = new Dictionary<string, string> { ["unit"] = "s" } }, Settings = """{"moving_average":{"threshold_kind":"sigma","threshold":1}}""" }], null, End);

        Assert.False((await Grain.SetSeriesAsync(OneSeries.Id, """{"moving_average":{"threshold":3}}""", End)).Done);
        Assert.True((await Grain.SetSeriesAsync("another", """{"moving_average":{"threshold":3}}""", End)).Done);
    }

    [Fact]
    public async Task SetSeries_OneTooMany_SaysToUseARule()
    {
        var document = new SettingsDocument { Defaults = SeriesSettings.From(new DetectionOptions()).Stamped.Text, Overrides = Enumerable.Range(0, 10_000).ToDictionary(i => $"s{i}", _ => "{}") };
        await RestartAsync(20, document);

        Assert.Contains("rule", Assert.Single((await Grain.SetSeriesAsync("one more", "{}", End)).Errors["settings"]), StringComparison.Ordinal);
        Assert.True((await Grain.SetSeriesAsync("s7", """{"methods":["moving_average"]}""", End)).Done);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_Fails_WhatWasIsInForceAndTheNextChangeIsMade(bool carriedOut)
    {
        await Grain.SetSeriesAsync("a", "{}", End);
        _storage.NextWriteFailsCarriedOut = carriedOut;

        await Assert.ThrowsAsync<OrleansException>(() => Grain.SetSeriesAsync("b", "{}", End));

        Assert.Equal(["a"], (await Grain.GetAsync(End)).Overrides.Keys);
        Assert.True((await Grain.SetSeriesAsync("c", "{}", End)).Done);
        var after = await Grain.GetAsync(End);
        Assert.Equal(carriedOut ? 3 : 2, after.Revision);
        Assert.Equal(carriedOut ? ["a", "b", "c"] : ["a", "c"], after.Overrides.Keys.Order());
    }

    [Fact]
    public async Task ReadPauses_Changed_AreInTheDocumentOfTheNextRevision()
    {
        await Grain.GetAsync(End);
        var waiting = Grain.GetNewerAsync(0, End);
        _pauses.All = [SomePauses.Of("host", "web-1")];

        Assert.Equal(1, await Grain.ReadPausesAsync(End));
        Assert.Equal(1, await Grain.ReadPausesAsync(End));

        Assert.Equal(_pauses.All, (await waiting)!.Pauses);
        await Grain.SetRulesAsync([new() { Name = "a" }], null, End);
        Assert.Equal(_pauses.All, (await Grain.GetAsync(End)).Pauses);
        _pauses.All = [];
        Assert.Equal(3, await Grain.ReadPausesAsync(End));
        Assert.Empty((await Grain.GetAsync(End)).Pauses);
    }

    [Fact]
    public async Task ReadPauses_DatabaseIsAway_ThoseKnownLastStay()
    {
        _pauses.All = [SomePauses.Of("host", "web-1")];
        await Grain.ReadPausesAsync(End);
        _pauses.Away = true;

        Assert.Equal(1, await Grain.ReadPausesAsync(End));

        Assert.Single((await Grain.GetAsync(End)).Pauses);
    }

    [Fact]
    public async Task Restart_WithOtherConfiguration_KeepsTheRulesAndRaisesTheRevision()
    {
        await Grain.SetRulesAsync([new() { Name = "kept" }], null, End);

        await RestartAsync(threshold: 20);
        Assert.Equal(1, (await Grain.GetAsync(End)).Revision);
        await RestartAsync(threshold: 30);

        var document = await Grain.GetAsync(End);
        Assert.Equal((2, "kept"), (document.Revision, document.Rules[0].Name));
        Assert.Contains("\"threshold\":30", document.Defaults, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restart_OnWhatAnEarlierProgramStored_ItsThresholdsAreStillUsed()
    {
        const string former = """{"methods":["moving_average","isolation_forest"],"moving_average":{"window_size":5,"threshold":20,"threshold_kind":"absolute"},"isolation_forest":{"batch_size":20,"contamination":0.1,"smoothing_alpha":0.25,"min_consecutive":3}}""";
        await RestartAsync(20, new SettingsDocument
        {
            Revision = 7,
            Defaults = former,
            Rules = [new SeriesRule { Name = "old", Match = new RuleMatch { Series = "a*" }, Settings = """{"isolation_forest":{"min_consecutive":5}}""" }],
            Overrides = new Dictionary<string, string> { ["a1"] = """{"moving_average":{"threshold":3}}""" },
        });

        var document = await Grain.GetAsync(End);
        Assert.Equal(8, document.Revision);
        Assert.Equal(
            [new EnsembleOptions(), new MovingAverageOptions(threshold: 3), new IsolationForestOptions(minConsecutive: 5)],
            SeriesSettings.Parse(new SettingsBook(document).For("a1", null).Text).Detectors);
        Assert.Equal(
            [new EnsembleOptions(), new MovingAverageOptions(), new IsolationForestOptions { Sensitivity = 0.5 }],
            SeriesSettings.Parse(new SettingsBook(document).For("b", null).Text).Detectors);
        // Under a silo of that program the grain keeps its defaults: they mean what they meant.
        Assert.Equal(
            [new MovingAverageOptions(), new IsolationForestOptions()],
            SeriesSettings.Parse(new SettingsBook(document with { Defaults = former }).For("b", null).Text).Detectors);
    }

    private async Task RestartAsync(double threshold, SettingsDocument? stored = null)
    {
        var grain = Grain.GetGrainId();
        await _cluster.DisposeAsync();
        if (stored is not null)
        {
            _storage.Put(grain, new SettingsState { Document = JsonSerializer.Serialize(stored) });
        }

        _cluster = await StartAsync(threshold);
    }

    private async Task<InProcessTestCluster> StartAsync(double threshold)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddKeyedSingleton<IGrainStorage>("Default", _storage);
            silo.Services.AddSingleton<IGrainStorage>(_storage);
            silo.Services.AddSingleton<ISeriesCatalog, OneSeries>();
            silo.Services.AddSingleton<ILearningPauses>(_pauses);
            silo.Services.AddSingleton(TimeProvider.System);
            silo.Services.Configure<DetectionOptions>(options => options.MovingAverage.Threshold = threshold);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
