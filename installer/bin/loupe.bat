@echo off
rem Starts Loupe from its folder: no arguments open the window, anything else is a command (loupe --help).
setlocal
set "HERE=%~dp0.."
set ORT_DISABLE_TELEMETRY=1
set OPENCV_LOG_LEVEL=SILENT
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -Xmx1g -XX:MaxGCPauseMillis=20 -XX:G1HeapRegionSize=8m "-Dloupe.install=%HERE%" %LOUPE_JAVA_OPTIONS% --module-path "%HERE%\lib\javafx" --add-modules javafx.controls,javafx.swing -cp "%HERE%\lib\*" loupe.Main %*
exit /b %ERRORLEVEL%
