using System.Globalization;
using Anomaly.Dashboard.Api.Series;
using Anomaly.Dashboard.Settings;
using Anomaly.Dashboard.Ui.Shared;
using Anomaly.Grains.Interfaces.Series;
using Anomaly.Storage.Series;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Series;

/// <summary>All series, by page: from the database once, then from the grains of those on show.</summary>
public sealed partial class SeriesList : IAsyncDisposable
{
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);
    private static readonly (SeriesState? State, string Name)[] States =
        [(null, "All"), (SeriesState.Active, "Active"), (SeriesState.WarmingUp, "Warming up"), (SeriesState.Silent, "Silent")];

    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<SeriesListQuery, SeriesListQuery> _before = [];
    private SeriesListQuery _query = new(null, null, null);
    private CancellationTokenSource? _showing, _typing;
    private PageVisibility? _visibility;
    private IReadOnlyList<SeriesRow>? _rows;
    private string _text = "";
    private string? _typed;
    private string _announcement = "";
    private long? _count;
    private bool _more, _busy, _away;

    [Parameter] public string? Match { get; set; }

    [Parameter] public string? State { get; set; }

    [Parameter] public string? After { get; set; }

    [Inject] private ISeriesCatalog Catalog { get; set; } = null!;

    [Inject] private LiveSeries Live { get; set; } = null!;

    [Inject] private SettingsFollower Settings { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ILogger<SeriesList> Logger { get; set; } = null!;

    private SeriesListQuery? Next => _more ? _query with { After = _rows![^1].Info.Id } : null;

    private SeriesListQuery? Before => _before.GetValueOrDefault(_query);

    private string Sought => (_query.Match, _query.State) switch
    {
        (null, _) => "None is in this state, or there are no more.",
        (_, null) => $"No id and no label has '{_query.Match}' in it.",
        _ => $"None in this state has '{_query.Match}' in its id or in a label.",
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Settings.Changed -= OnSettingsChanged;
        await _gone.CancelAsync();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Settings.Changed += OnSettingsChanged;
        _query = SeriesListQuery.Of(Match, State, After);
        _text = _query.Match ?? "";
        Begin();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var query = SeriesListQuery.Of(Match, State, After);
        if (query == _query)
            return;

        // The reader may have typed on; the address of an older text does not take that away.
        if (query.Match != _typed)
            _text = query.Match ?? "";

        _query = query;
        Begin();
    }

    private static string Words(long count) => count == 1 ? "1 series" : $"{count.ToString("N0", CultureInfo.InvariantCulture)} series";

    private async Task SearchSoonAsync()
    {
        _typing?.Cancel();
        var typing = _typing = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        await Task.Delay(TypingPause, Time, typing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (typing.IsCancellationRequested)
            return;

        var query = SeriesListQuery.Of(_text, null, null) with { State = _query.State };
        _typed = query.Match;
        if (query != _query)
            Navigation.NavigateTo(query.Address, replace: true);
    }

    private void Begin()
    {
        _showing?.Cancel();
        _showing = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        _ = ShowAsync(_query, _showing.Token);
    }

    private async Task ShowAsync(SeriesListQuery query, CancellationToken cancellationToken)
    {
        try
        {
            _busy = true;
            while (!await LoadAsync(query, cancellationToken))
                await Task.Delay(RetryPause, Time, cancellationToken);

            var rounds = new SeriesRounds(Live, Time);
            await Task.WhenAll(CountAsync(cancellationToken), rounds.RunAsync(_rows!, () => _visibility?.WhenVisible() ?? Task.CompletedTask, StateHasChanged, cancellationToken));
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Another page is wanted, or none.
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private async Task<bool> LoadAsync(SeriesListQuery query, CancellationToken cancellationToken)
    {
        try
        {
            var found = await Catalog.ListAsync(query.ToQuery(), cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            _rows = [.. found.Take(SeriesListQuery.PageSize).Select(info => new SeriesRow(info))];
            _more = found.Count > SeriesListQuery.PageSize;
            (_busy, _away) = (false, false);
            _announcement = $"{Words(_rows.Count)} shown{(_more ? ", and there are more" : "")}";
            if (Next is { } next)
                _before[next] = query;

            StateHasChanged();
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Logger.SeriesUnreadable(exception.Message);
            _away = true;
            StateHasChanged();
            return false;
        }
    }

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        if (_count is not null)
            return;

        try
        {
            _count = await Catalog.CountAsync(cancellationToken);
            StateHasChanged();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Logger.SeriesUnreadable(exception.Message);
        }
    }

    private void OnSettingsChanged() => _ = InvokeAsync(StateHasChanged);
}
