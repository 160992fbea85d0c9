using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using Microsoft.AspNetCore.Components;

namespace ComplianceConsole.Components.Session;

/// <summary>
/// A component that runs use cases for the person at this page: it asks each time who sits here, stops asking when the page is gone, and
/// reads again when somebody else changed something.
/// </summary>
public abstract class ActingComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly List<IDisposable> _attached = [];
    private int _settling;
    private bool _isReloading;
    private bool _isStale;
    private bool _isDisposed;

    [Inject]
    public required ISignedInActor SignedIn { get; init; }

    [Inject]
    public required ReaderLanguage Reader { get; init; }

    /// <summary>Cancelled when the component leaves the page.</summary>
    protected CancellationToken Gone => _gone.Token;

    /// <summary>Whether what is shown is being read at this moment.</summary>
    protected bool IsReading => _isReloading || _settling > 0;

    /// <inheritdoc/>
    public override Task SetParametersAsync(ParameterView parameters)
    {
        var settled = base.SetParametersAsync(parameters);
        return settled.IsCompleted ? settled : SettleAsync(settled);
    }

    /// <summary>Runs a use case as the person signed in at this moment, or tells that the session has ended.</summary>
    protected async Task<Result<T>> AskAsync<T>(Func<Actor, CancellationToken, Task<Result<T>>> useCase)
    {
        var signedIn = await SignedIn.GetAsync(_gone.Token);
        return signedIn.TryGet(out var actor, out var refusal) ? await useCase(actor, _gone.Token) : refusal;
    }

    /// <summary>Reads again what is shown; called by <see cref="ReloadSoon"/>.</summary>
    protected virtual Task ReloadAsync() => Task.CompletedTask;

    /// <summary>Keeps a subscription until the component is gone.</summary>
    protected void Attach(IDisposable subscription) => _attached.Add(subscription);

    /// <summary>
    /// Reads again, from any thread. Calls that come while it is reading are answered by one more reading, however many they are.
    /// </summary>
    protected void ReloadSoon() => _ = InvokeAsync(ReloadInTurnAsync);

    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool isDisposing)
    {
        if (_isDisposed || !isDisposing)
        {
            return;
        }

        _isDisposed = true;
        _attached.ForEach(subscription => subscription.Dispose());
        _gone.Cancel();
        _gone.Dispose();
    }

    // The first reading is one of the readings: what is reported while it runs is read after it, so that its older answer stays no longer.
    private async Task SettleAsync(Task settled)
    {
        _settling++;
        try
        {
            await settled;
        }
        finally
        {
            _settling--;
        }

        if (_isStale && !IsReading)
        {
            await ReloadInTurnAsync();
        }
    }

    private async Task ReloadInTurnAsync()
    {
        if (_isDisposed || IsReading)
        {
            _isStale = true;
            return;
        }

        _isReloading = true;
        try
        {
            do
            {
                _isStale = false;
                await ReloadAsync();
                Reader.Run(StateHasChanged);
            }
            while (_isStale && !_isDisposed);
        }
        catch (Exception error) when (_isDisposed && error is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left while it was reading: nobody waits for the answer.
        }
        catch (Exception error)
        {
            await DispatchExceptionAsync(error);
        }
        finally
        {
            _isReloading = false;
        }
    }
}
