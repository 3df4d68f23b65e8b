using Anomaly.Dashboard.Ui.Settings.Previews;
using Anomaly.Grains.Interfaces.Series;
using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Storage.Series;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Settings.Rules;

/// <summary>The first series that a rule matches, and what it would flag among their recent points.</summary>
public sealed partial class RulePreview : IDisposable
{
    private const int Most = 10;
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<string, SeriesPreviewer> _previewers = [];
    private MatchingSeries _candidates = null!;
    private Debounce _debounce = null!;
    private IReadOnlyList<SeriesInfo> _found = [];
    private string _chosen = "";
    private string? _totals;
    private (int, long) _shown = (-1, -1);
    private bool _away;

    /// <summary>All rules.</summary>
    [Parameter, EditorRequired] public RulesDraft Draft { get; set; } = null!;

    /// <summary>The rule.</summary>
    [Parameter, EditorRequired] public RuleDraft Rule { get; set; } = null!;

    /// <summary>Another where the rule was changed.</summary>
    [Parameter, EditorRequired] public int Version { get; set; }

    /// <summary>The settings are wrong: what, by field.</summary>
    [Parameter] public EventCallback<IReadOnlyDictionary<string, string[]>> OnErrors { get; set; }

    [Inject] private ISeriesCatalog Catalog { get; set; } = null!;

    [Inject] private IGrainFactory Grains { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ILogger<RulePreview> Logger { get; set; } = null!;

    private SeriesInfo? Chosen => _found.FirstOrDefault(series => series.Id == _chosen);

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        _debounce.Dispose();
    }

    protected override void OnInitialized()
    {
        _candidates = new MatchingSeries(Catalog);
        _debounce = new Debounce(PreviewPane.Rest, Time);
        _ = LoadAsync(_gone.Token);
    }

    protected override void OnParametersSet()
    {
        if (_shown == (Version, Draft.Document.Revision))
            return;

        if (_shown.Item2 != Draft.Document.Revision)
            _previewers.Clear();

        _shown = (Version, Draft.Document.Revision);
        Find();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        while (!_candidates.IsLoaded && !cancellationToken.IsCancellationRequested)
        {
            try
            {
                await _candidates.LoadAsync(cancellationToken);
                _away = false;
                Find();
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Logger.SeriesUnreadable(exception.Message);
                _away = true;
            }

            StateHasChanged();
            if (_away)
                await Task.Delay(RetryPause, Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private void Find()
    {
        if (!_candidates.IsLoaded || Rule.Matcher is not { } matcher)
            return;

        _found = _candidates.Find(matcher, Most);
        if (Chosen is null)
            _chosen = _found.Count > 0 ? _found[0].Id : "";

        if (_found.Count > 1)
        {
            _debounce.Run(CountAsync);
        }
        else
        {
            _debounce.Cancel();
            _totals = null;
        }
    }

    private void Choose(string id) => _chosen = id;

    /// <summary>What a series would have if this rule decided it.</summary>
    private string Complete(SeriesInfo series)
    {
        var settings = Rule.Settings.Merged.ToJsonString();
        return Draft.Document.Overrides.TryGetValue(series.Id, out var own) ? SettingsMerge.Apply(settings, own) : settings;
    }

    private string? DecidedBy(SeriesInfo series) =>
        Draft.Rules.TakeWhile(rule => rule != Rule).FirstOrDefault(rule => rule.Matcher?.Matches(series.Id, series.Labels) == true)?.Title;

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(_found.Select(series => CompareAsync(series, cancellationToken)));
        cancellationToken.ThrowIfCancellationRequested();
        PreviewComparison[] compared = [.. answers.OfType<PreviewComparison>()];
        var silent = answers.Length - compared.Length;
        _totals = compared.Length == 0
            ? null
            : $"Over {compared.Length} matching series: would flag {compared.Sum(one => one.FlaggedThen)} of {compared.Sum(one => one.Count)} recent points; now {compared.Sum(one => one.FlaggedNow)}."
                + (silent > 0 ? $" {silent} did not answer." : "");
        StateHasChanged();
    }

    private async Task<PreviewComparison?> CompareAsync(SeriesInfo series, CancellationToken cancellationToken)
    {
        if (!_previewers.TryGetValue(series.Id, out var previewer))
            _previewers[series.Id] = previewer = new SeriesPreviewer(Grains.GetGrain<ISeriesGrain>(series.Id), Time);

        try
        {
            return (await previewer.CompareAsync(Complete(series), cancellationToken)).Comparison;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Logger.PreviewFailed(series.Id, exception.Message);
            return null;
        }
    }
}
