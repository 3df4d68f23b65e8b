using Anomaly.Dashboard.Access.Keys;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Api.Access;
using Anomaly.Dashboard.Changes;
using Anomaly.Dashboard.Configuration;
using Anomaly.Dashboard.Ui.Notifications;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Anomaly.Dashboard.Ui.Access;

/// <summary>The keys: made here, shown once, taken away.</summary>
public sealed partial class KeyPane : IDisposable
{
    private PageCalls _calls = null!;
    private KeyItem[]? _keys;
    private (string Name, string Key)? _made;
    private string? _problem;
    private string? _name = "";
    private Role _role;
    private int? _days;

    [Inject] private KeyChanges Changes { get; set; } = null!;

    [Inject] private FrontSettings Web { get; set; } = null!;

    [Inject] private IDialogService Dialogs { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ILogger<KeyPane> Logger { get; set; } = null!;

    public void Dispose() => _calls.Dispose();

    protected override Task OnInitializedAsync()
    {
        _calls = new PageCalls(Time, Logger);
        return _calls.InsistAsync(ReadAsync, StateHasChanged);
    }

    private async Task ReadAsync(CancellationToken cancellationToken) => _keys = await Changes.ListAsync(cancellationToken);

    private async Task CreateAsync()
    {
        // The second click of two comes before the button is drawn as disabled.
        if (_calls.IsBusy)
            return;

        var name = (_name ?? "").Trim();
        _problem = !KeyName.IsValid(name) ? $"The name must be {KeyName.Demand}." : _days is < 1 or > 3650 ? "The days must be 1 to 3650, or empty." : null;
        if (_problem is not null)
            return;

        var done = await _calls.TryAsync(async cancellationToken =>
        {
            DateTimeOffset? end = _days is { } days ? Time.GetUtcNow().AddDays(days) : null;
            if (await Changes.CreateAsync(name, _role, end, cancellationToken) is { } created)
                (_made, _name, _days) = ((created.Row.Name, created.Key), "", null);
            else
                _problem = $"There is a key {name} already.";

            await ReadAsync(cancellationToken);
        });
        if (!done)
            _problem = "The database did not answer, so it is not known whether the key was made. Where it is in the list in a moment, take it away: it cannot be shown any more.";
    }

    private async Task DeleteAsync(string name)
    {
        var delete = await Dialogs.ShowMessageBoxAsync($"Take away {name}?", "Whoever uses the key is refused within seconds.", yesText: "Take away", cancelText: "Keep");
        if (delete != true)
            return;

        _problem = null;
        var done = await _calls.TryAsync(async cancellationToken =>
        {
            await Changes.DeleteAsync(name, cancellationToken);
            await ReadAsync(cancellationToken);
        });
        if (!done)
            _problem = "The database did not answer, so it is not known whether the key is taken away. Look again in a moment.";
    }
}
