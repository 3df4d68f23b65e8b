using System.Text.Json;
using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Storage.Series;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace Anomaly.Grains.Settings;

/// <summary>
/// The settings of all series. A change is checked as a whole, written, and only then in force; those who wait for one hear of it at
/// once. The defaults are those of the silo that it lives on: where they differ from what is stored, that is a change too.
/// </summary>
[GrainType("settings"), Reentrant]
internal sealed class SettingsGrain(
    [PersistentState("settings")] IPersistentState<SettingsState> state,
    IOptions<DetectionOptions> defaults,
    ISeriesCatalog catalog,
    ILearningPauses pauses,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<SettingsGrain> logger) : Grain, ISettingsGrain, IDisposable
{
    /// <summary>How long a question waits for a change; well below the time-out of calls.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(5);

    /// <summary>How often silences are looked up unasked: for whoever could not ask, and to let go of those that are long over.</summary>
    private static readonly TimeSpan PausesEvery = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan HoldWhileStopping = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _changing = new(1, 1);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SettingsDocument _document = new();
    private bool _unsure;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(end => ReadPausesAsync(end), new GrainTimerCreationOptions(TimeSpan.Zero, PausesEvery));
        var own = SeriesSettings.From(defaults.Value).Stamped.Text;
        if (!state.RecordExists)
        {
            await WriteAsync(new SettingsDocument { Defaults = own });
            return;
        }

        _document = Read();
        if (_document.Defaults != own)
        {
            await WriteAsync(_document with { Revision = _document.Revision + 1, Defaults = own });
        }
    }

    /// <inheritdoc/>
    public Task<SettingsDocument> GetAsync(CancellationToken cancellationToken = default) => Task.FromResult(_document);

    /// <inheritdoc/>
    public Task<long> GetRevisionAsync(CancellationToken cancellationToken = default) => Task.FromResult(_document.Revision);

    /// <inheritdoc/>
    public async Task<SettingsDocument?> GetNewerAsync(long revision, CancellationToken cancellationToken = default)
    {
        if (_document.Revision <= revision)
        {
            // A silo that stops waits for what its grains were asked; not for this. A short wait remains, for others ask again at once.
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
            await Task.WhenAny(_changed.Task, lifetime.ApplicationStopping.IsCancellationRequested ? Task.Delay(HoldWhileStopping, time, cancellationToken) : Task.Delay(Hold, time, end.Token));
            await end.CancelAsync();
        }

        return _document.Revision > revision ? _document : null;
    }

    /// <inheritdoc/>
    public Task<SettingsResult> SetRulesAsync(SeriesRule[] rules, long? expectedRevision, CancellationToken cancellationToken = default) =>
        ChangeAsync(expectedRevision, async errors =>
        {
            var changed = _document with { Rules = RuleSchema.Read(rules, _document.Defaults, errors) };
            if (!errors.Any)
            {
                await GroupHomes.CheckAsync(changed, _document, catalog, errors, cancellationToken);
            }

            return changed;
        });

    /// <inheritdoc/>
    public Task<SettingsResult> SetSeriesAsync(string seriesId, string? settings, CancellationToken cancellationToken = default) =>
        ChangeAsync(null, errors => OverrideAsync(seriesId, settings, errors, cancellationToken));

    /// <inheritdoc/>
    public async Task<long> ReadPausesAsync(CancellationToken cancellationToken = default)
    {
        LearningPause[] read;
        try
        {
            read = await pauses.ReadAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Those that were known stay in force; the next look is within a minute.
            Log.PausesNotRead(logger, exception.Message);
            return _document.Revision;
        }

        return (await ChangeAsync(null, _ => Task.FromResult(_document.Pauses.AsSpan().SequenceEqual(read) ? _document : _document with { Pauses = read }))).Revision;
    }

    /// <inheritdoc/>
    public void Dispose() => _changing.Dispose();

    private async Task<SettingsDocument> OverrideAsync(string seriesId, string? settings, SettingsErrors errors, CancellationToken cancellationToken)
    {
        if (settings is null && !_document.Overrides.ContainsKey(seriesId))
        {
            return _document;
        }

        var overrides = new Dictionary<string, string>(_document.Overrides);
        overrides.Remove(seriesId);
        if (settings is not null)
        {
            var labels = (await catalog.FindAsync(seriesId, cancellationToken))?.Labels ?? new Dictionary<string, string>();
            var inherited = new SettingsResolver(_document).Resolve(seriesId, labels).Inherited;
            var own = SettingsSchema.Read(settings, inherited, "", errors);
            if (GroupId.IsGroup(seriesId))
            {
                errors.Add("settings", "are of a group; change the rule that makes it");
            }
            else if (!errors.Any && GroupSettingsReader.IsIn(own))
            {
                errors.Add(GroupSettingsReader.Section, "is a setting of rules, for it is about several series; give it to a rule that matches them");
            }

            overrides.Add(seriesId, own);
            if (overrides.Count > SettingsSchema.MaxOverrides)
            {
                errors.Add("settings", $"would be the own settings of more than {SettingsSchema.MaxOverrides} series; give them a rule that matches them");
            }
        }

        return _document with { Overrides = overrides };
    }

    private async Task<SettingsResult> ChangeAsync(long? expectedRevision, Func<SettingsErrors, Task<SettingsDocument>> change)
    {
        await _changing.WaitAsync();
        try
        {
            if (_unsure)
            {
                await state.ReadStateAsync();
                Take(Read());
            }

            if (expectedRevision is { } expected && expected != _document.Revision)
            {
                return new SettingsResult(_document.Revision, SettingsErrors.None, Conflict: true);
            }

            var errors = new SettingsErrors();
            var changed = await change(errors);
            if (!errors.Any && changed != _document)
            {
                await WriteAsync(changed with { Revision = _document.Revision + 1 });
            }

            return new SettingsResult(_document.Revision, errors.ByPath, Conflict: false);
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task WriteAsync(SettingsDocument document)
    {
        var before = state.State;
        state.State = new SettingsState { Revision = document.Revision, Document = JsonSerializer.Serialize(document) };
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            // Whether it was written or not the next change asks; until then, and unless the grain moves, what was in force is.
            state.State = before;
            _unsure = true;
            throw;
        }

        Take(document);
        Log.SettingsChanged(logger, document.Revision, document.Rules.Length, document.Overrides.Count);
    }

    private void Take(SettingsDocument document)
    {
        _document = document;
        _unsure = false;
        _changed.SetResult();
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private SettingsDocument Read() =>
        JsonSerializer.Deserialize<SettingsDocument>(state.State.Document) ?? throw new InvalidDataException("The stored settings are empty.");
}
