var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
var app = builder.Build();
app.MapGet("/", () => "x");
app.MapStaticAssets();
app.Run();
