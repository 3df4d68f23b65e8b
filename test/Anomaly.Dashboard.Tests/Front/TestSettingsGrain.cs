using System.Text.Json.Nodes;
using Anomaly.Grains.Interfaces.Settings;
using Orleans.Concurrency;

namespace Anomaly.Dashboard.Tests.Front;

/// <summary>Settings in memory; of what can be wrong with them it knows a few things only.</summary>
[Reentrant]
public sealed class TestSettingsGrain : Grain, ISettingsGrain
{
    public const string Defaults =
        """{"sensitivity":0.5,"methods":["moving_average","isolation_forest"],"moving_average":{"level":"exact","window_size":5,"threshold":20,"threshold_kind":"absolute"},"isolation_forest":{"level":"exact","batch_size":20,"contamination":0.1,"smoothing_alpha":0.25,"min_consecutive":3},"alarms":{"direction":"both","min_deviation":0,"min_deviation_percent":0,"min_streak":1,"ignore":[]},"samples":{"kind":"gauge","late":"judge"},"silence":{"after":"0s"},"group":{"by":"","interval_seconds":0,"sensitivity":0.5}}""";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private SettingsDocument _document = new() { Defaults = Defaults };
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<SettingsDocument> GetAsync(CancellationToken cancellationToken = default) => Task.FromResult(_document);

    public Task<long> GetRevisionAsync(CancellationToken cancellationToken = default) => Task.FromResult(_document.Revision);

    public async Task<SettingsDocument?> GetNewerAsync(long revision, CancellationToken cancellationToken = default)
    {
        if (_document.Revision <= revision)
            await Task.WhenAny(_changed.Task, Task.Delay(Patience, cancellationToken));

        return _document.Revision > revision ? _document : null;
    }

    public Task<SettingsResult> SetRulesAsync(SeriesRule[] rules, long? expectedRevision, CancellationToken cancellationToken = default)
    {
        if (expectedRevision is { } expected && expected != _document.Revision)
            return Task.FromResult(new SettingsResult(_document.Revision, new Dictionary<string, string[]>(), Conflict: true));

        var errors = rules.Index()
            .SelectMany(rule => Complaints(rule.Item.Settings, $"[{rule.Index}].settings."))
            .ToDictionary(error => error.Key, error => error.Value);
        return Task.FromResult(Change(errors, _document with { Rules = rules }));
    }

    public Task<SettingsResult> SetSeriesAsync(string seriesId, string? settings, CancellationToken cancellationToken = default)
    {
        var overrides = _document.Overrides.Where(pair => pair.Key != seriesId).ToDictionary();
        if (settings is not null)
            overrides[seriesId] = settings;

        return Task.FromResult(Change(settings is null ? [] : Complaints(settings, ""), _document with { Overrides = overrides }));
    }

    public Task<long> ReadPausesAsync(CancellationToken cancellationToken = default) => Task.FromResult(_document.Revision);

    /// <summary>What is wrong with settings, by field.</summary>
    internal static Dictionary<string, string[]> Complaints(string settings, string path)
    {
        var errors = new Dictionary<string, string[]>();
        var average = JsonNode.Parse(settings)!["moving_average"];
        if (average?["threshold"]?.GetValue<double>() is <= 0)
            errors[path + "moving_average.threshold"] = [$"is {average["threshold"]}; must be a number above 0"];
        if (average?["window_size"]?.GetValue<double>() is < 2)
            errors[path + "moving_average.window_size"] = [$"is {average["window_size"]}; must be a whole number from 2 to 10000"];

        return errors;
    }

    private SettingsResult Change(Dictionary<string, string[]> errors, SettingsDocument changed)
    {
        if (errors.Count == 0)
        {
            _document = changed with { Revision = _document.Revision + 1 };
            _changed.SetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return new SettingsResult(_document.Revision, errors, Conflict: false);
    }
}
