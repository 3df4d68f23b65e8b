using Anomaly.Grains.Interfaces.Series;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Settings.Previews;

/// <summary>Tries settings on the recent points of a series each time they change, and tells what is wrong with them.</summary>
public sealed partial class PreviewPane : IDisposable
{
    /// <summary>How long the settings rest before they are tried.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    private Debounce _debounce = null!;
    private SeriesPreviewer? _previewer;
    private PreviewComparison? _comparison;
    private (string Id, string? Settings, long Revision) _asked = ("", null, -1);
    private bool _asking, _silent;

    /// <summary>The series.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    /// <summary>The complete settings to try, a JSON object; null for none.</summary>
    [Parameter, EditorRequired] public string? Settings { get; set; }

    /// <summary>Whether some of what was typed is not part of the settings because it cannot be read.</summary>
    [Parameter] public bool Unread { get; set; }

    /// <summary>The revision of the settings in force.</summary>
    [Parameter, EditorRequired] public long Revision { get; set; }

    /// <summary>What is said while there is nothing to try.</summary>
    [Parameter] public string Idle { get; set; } = "";

    /// <summary>The settings are wrong: what, by field.</summary>
    [Parameter] public EventCallback<IReadOnlyDictionary<string, string[]>> OnErrors { get; set; }

    [Inject] private IGrainFactory Grains { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ILogger<PreviewPane> Logger { get; set; } = null!;

    public void Dispose() => _debounce.Dispose();

    protected override void OnInitialized() => _debounce = new Debounce(Rest, Time);

    protected override void OnParametersSet()
    {
        if (_asked == (Id, Settings, Revision))
            return;

        if (_asked.Id != Id)
            _comparison = null;

        if (_previewer is null || _asked.Id != Id || _asked.Revision != Revision)
            _previewer = new SeriesPreviewer(Grains.GetGrain<ISeriesGrain>(Id), Time);

        _asked = (Id, Settings, Revision);
        _debounce.Cancel();
        _asking = Settings is not null;
        if (_asking)
            _debounce.Run(TryAsync);
        else
            _comparison = null;
    }

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        while (_asking)
        {
            try
            {
                (var comparison, var errors) = await _previewer!.CompareAsync(Settings!, cancellationToken);
                (_asking, _silent) = (false, false);
                _comparison = comparison ?? _comparison;
                if (errors.Count > 0)
                    await OnErrors.InvokeAsync(errors);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Logger.PreviewFailed(Id, exception.Message);
                _silent = true;
            }

            StateHasChanged();
            if (_silent)
                await Task.Delay(RetryPause, Time, cancellationToken);
        }
    }
}
