using Anomaly.Dashboard.Ui.Shared;
using Anomaly.Storage.Series;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Anomaly.Dashboard.Ui.Anomalies.Listing;

/// <summary>A series' id, typed or picked among those that agree with what is typed.</summary>
public sealed partial class SeriesFilter : IDisposable
{
    private const int Most = 12;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private CancellationTokenSource _typing = new();
    private IReadOnlyList<string>? _found;
    private int _at = -1;
    private bool _away;
    private string _text = "";
    private string? _shown;

    /// <summary>The id; null for any.</summary>
    [Parameter, EditorRequired] public string? Value { get; set; }

    /// <summary>Another was chosen.</summary>
    [Parameter] public EventCallback<string?> ValueChanged { get; set; }

    [Inject] private ISeriesCatalog Catalog { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ILogger<SeriesFilter> Logger { get; set; } = null!;

    public void Dispose()
    {
        _typing.Cancel();
        _typing.Dispose();
    }

    protected override void OnParametersSet()
    {
        if (_shown == Value)
            return;

        _shown = Value;
        _text = Value ?? "";
    }

    private async Task TypedAsync(string? text)
    {
        _text = text ?? "";
        var token = Restart();
        if (_text.Length == 0)
        {
            _found = null;
            await ValueChanged.InvokeAsync(null);
            return;
        }

        try
        {
            await Task.Delay(Pause, Time, token);
            await SearchAsync(token);
        }
        catch (OperationCanceledException)
        {
            // More was typed.
        }
    }

    private async Task SearchAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<SeriesInfo> found = [];
        _away = !await new HistoryReader(Time, Logger).TryAsync(
            async token => found = await Catalog.ListAsync(new SeriesQuery { Match = _text, Limit = Most }, token), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        _found = [.. found.Select(series => series.Id)];
        _at = -1;
    }

    private async Task KeyAsync(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "ArrowDown" when _found is { Count: > 0 }:
                _at = (_at + 1) % _found.Count;
                break;
            case "ArrowUp" when _found is { Count: > 0 }:
                _at = _at <= 0 ? _found.Count - 1 : _at - 1;
                break;
            case "Enter":
                await PickAsync(_found is not null && _at >= 0 ? _found[_at] : _text);
                break;
            case "Escape":
                Close();
                break;
        }
    }

    private async Task PickAsync(string id)
    {
        Restart();
        Close();
        _text = id;
        await ValueChanged.InvokeAsync(id.Length == 0 ? null : id);
    }

    /// <summary>What was typed and not chosen goes, so that the field never says what is not filtered by.</summary>
    private void Leave()
    {
        Restart();
        Close();
        _text = Value ?? "";
    }

    private void Close()
    {
        _found = null;
        _at = -1;
    }

    private CancellationToken Restart()
    {
        _typing.Cancel();
        _typing.Dispose();
        _typing = new CancellationTokenSource();
        return _typing.Token;
    }
}
