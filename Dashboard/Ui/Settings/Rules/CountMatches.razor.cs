using System.Globalization;
using Anomaly.Storage.Series;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Settings.Rules;

/// <summary>Counts, on demand, the series that each rule of a draft matches and decides.</summary>
public sealed partial class CountMatches : IDisposable
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(250);

    private CancellationTokenSource _cancel = new();
    private RuleCounts? _counting;
    private DateTimeOffset _drawn;
    private long _total, _seen;
    private bool _failed;

    /// <summary>The rules.</summary>
    [Parameter, EditorRequired] public RulesDraft Draft { get; set; } = null!;

    /// <summary>What was counted; null before, and once the rules have changed.</summary>
    [Parameter] public RuleTable? Counts { get; set; }

    /// <summary>Something was counted.</summary>
    [Parameter] public EventCallback<RuleTable?> CountsChanged { get; set; }

    [Inject] private ISeriesCatalog Catalog { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ILogger<CountMatches> Logger { get; set; } = null!;

    public void Dispose()
    {
        _cancel.Cancel();
        _cancel.Dispose();
    }

    private string Progress(RuleCounts counting) => string.Create(
        CultureInfo.InvariantCulture,
        $"{counting.Seen:N0} of {(_total > counting.Seen ? $"about {_total:N0}" : "all")} series");

    private void Cancel()
    {
        Dispose();
        _cancel = new();
        _counting = null;
    }

    private async Task CountAsync()
    {
        var cancellationToken = _cancel.Token;
        RuleDraft[] rules = [.. Draft.Rules];
        var counting = _counting = new RuleCounts(Draft.Document with { Rules = Draft.ToRules() });
        _failed = false;
        try
        {
            _total = await Catalog.CountAsync(cancellationToken);
            // Off the reader's circuit, which would stand still while thousands of series are matched.
            await Task.Run(() => counting.CountAsync(Catalog, () => Draw(cancellationToken), cancellationToken), cancellationToken);
            _seen = counting.Seen;
            await CountsChanged.InvokeAsync(new RuleTable(rules.Index().ToDictionary(rule => rule.Item.Key, rule => counting.Of(rule.Index)), counting.Rest));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            Logger.SeriesUnreadable(exception.Message);
            _failed = true;
        }

        _counting = null;
    }

    private void Draw(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested || Time.GetUtcNow() - _drawn < Frame)
            return;

        _drawn = Time.GetUtcNow();
        _ = InvokeAsync(StateHasChanged);
    }
}
