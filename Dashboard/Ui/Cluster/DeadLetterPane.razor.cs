using Anomaly.Storage.DeadLetters;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Cluster;

/// <summary>The records that could not be read, and why. Read when the page opens and when the reader asks, not by itself.</summary>
public sealed partial class DeadLetterPane : IDisposable
{
    private const int Shown = 50, Short = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<DeadLetterCount> _counts = [];
    private IReadOnlyList<(DeadLetter Letter, string Head)> _letters = [];
    private DateTimeOffset? _readAt;
    private bool _reading, _away;

    [Inject] private IDeadLetterStore Store { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ILogger<DeadLetterPane> Logger { get; set; } = null!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        _reading = true;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        patience.CancelAfter(Patience);
        try
        {
            var counts = await Store.CountAsync(patience.Token);
            var letters = await Store.NewestAsync(Shown, patience.Token);
            (_counts, _readAt, _away) = (counts, Time.GetUtcNow(), false);
            _letters = [.. letters.Select(letter => (letter, ClusterText.Head(letter.ValueHead)))];
        }
        catch (Exception) when (_gone.IsCancellationRequested)
        {
            // The reader left.
        }
        catch (Exception exception)
        {
            Logger.HistoryUnreadable(exception.Message);
            _away = true;
        }

        _reading = false;
    }
}
